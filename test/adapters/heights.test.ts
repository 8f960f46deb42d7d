import { readFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderReply as slackReply } from "../../adapters/slack/render/render.ts";
import { renderReply as teamsReply } from "../../adapters/teams/render/render.ts";
import type { Reply } from "../../src/core/reply/reply.ts";
import { chromiumPath, launchBrowser } from "../support/browser.ts";
import { createMailbox } from "../support/mailbox.ts";
import { emailOf, sampleTown, screen, type Town } from "../support/town.ts";

// What people look at every week fits one phone screen: at most eight blocks in Slack, and 450 px in Teams on a phone 374 px
// wide, as Microsoft's own renderer of cards lays it out in Chromium.

const MOST_BLOCKS = 8;
const MOST_PX = 450;
const WIDTH = 374;
const RENDERER = "node_modules/adaptivecards/dist/adaptivecards.min.js";

const drafts = { keep: async () => "kept", find: async () => undefined };
const WORKS = "works";
const NADIA = emailOf("nadia.rahman");

let town: Town;
const shown: Record<string, Reply> = {};

beforeAll(async () => {
  town = await sampleTown("2026-11-21T20:05:00Z");
  const mail = createMailbox(town.app);
  await mail.empty();
  shown["status of the officer"] = await town.say("nadia.rahman", "status");
  shown["status of a lead"] = await town.say("ana.torres", "status");
  shown["status of a quarter that is over"] = await town.say("nadia.rahman", "status q3");
  await town.say("nadia.rahman", "admin golive start");
  await town.say("ana.torres", "admin place department=dpw", { place: { id: WORKS, kind: "channel" } });
  const runAt = async (job: string, at: string) => {
    town.setClock(at);
    await town.app.runJobs(job, Temporal.Instant.from(at));
    return mail.empty();
  };
  const digest = await runAt("weekly-digest", "2026-11-23T15:00:00Z");
  shown.digest = one(digest[NADIA]);
  const nudges = await runAt("quarterly-nudge", "2026-11-24T15:00:00Z");
  shown.nudge = one(nudges[WORKS]);
  const reminders = await runAt("follow-up", "2026-12-02T15:00:00Z");
  shown["follow-up"] = one(reminders[emailOf("ana.torres")]);
}, 300_000);
afterAll(() => town.close());

function one(messages: readonly Reply[] | undefined): Reply {
  const [first] = messages ?? [];
  if (!first) throw new Error("nothing arrived");
  return first;
}

const NAMES = [
  "status of the officer",
  "status of a lead",
  "status of a quarter that is over",
  "nudge",
  "follow-up",
  "digest",
] as const;

const shownAs = (name: string): Reply => one(shown[name] && [shown[name]]);

describe("one phone screen", () => {
  test.each(NAMES)("%s is one message of few blocks in Slack, and its notification is the verdict", async (name) => {
    const { messages, files } = await slackReply(shownAs(name), drafts);
    expect(files).toEqual([]);
    expect(messages).toHaveLength(1);
    expect(messages[0].blocks.length).toBeLessThanOrEqual(MOST_BLOCKS);
    const { about, verdict } = screen(shownAs(name));
    expect(messages[0].text.startsWith(`${about}. ${verdict}`)).toBe(true);
  });

  test.each(NAMES)(
    "%s is one card in Teams, its notification is the verdict, and it holds six actions",
    async (name) => {
      const { messages, files } = await teamsReply(shownAs(name), drafts);
      expect(files).toEqual([]);
      expect(messages).toHaveLength(1);
      const { about, verdict } = screen(shownAs(name));
      expect(messages[0].summary?.startsWith(`${about}. ${verdict}`)).toBe(true);
      const sets = JSON.stringify(messages[0]).match(/"type":"ActionSet"/g) ?? [];
      expect(sets).toHaveLength(1);
    },
  );

  test.each(NAMES)("%s has one primary button, and at most three beside the dots", (name) => {
    const bars = shownAs(name).blocks.flatMap((block) => (block.kind === "buttons" ? [block] : []));
    expect(bars).toHaveLength(1);
    const [bar] = bars;
    expect(bar?.buttons.filter(({ tone }) => tone === "primary")).toHaveLength(1);
    expect(bar?.buttons.length).toBeLessThanOrEqual(3);
  });

  test.skipIf(!chromiumPath())(
    `no card is higher than ${MOST_PX} px`,
    async () => {
      const browser = await launchBrowser();
      try {
        const page = await browser.newPage({ viewport: { width: WIDTH, height: 800 } });
        await page.setContent(PAGE);
        await page.addScriptTag({ content: readFileSync(RENDERER, "utf8") });
        const heights: Record<string, number> = {};
        for (const name of NAMES) heights[name] = await heightOf(await cardOf(shownAs(name)), page);
        expect(Object.entries(heights).filter(([, height]) => height > MOST_PX)).toEqual([]);
        // Each was laid out at all.
        expect(Object.values(heights).every((height) => height > 100)).toBe(true);
      } finally {
        await browser.close();
      }
    },
    60_000,
  );
});

/** Buttons as high as Teams draws them on a phone, and its lines. */
const PAGE = `<!doctype html><style>body{margin:0;line-height:1.35}
.ac-pushButton{min-height:32px;padding:0 12px;font:600 14px "Segoe UI",Arial,sans-serif;margin-top:4px}</style>
<body><div id="card"></div>`;

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>["newPage"]>>;

async function cardOf(reply: Reply): Promise<unknown> {
  const { messages } = await teamsReply(reply, drafts);
  return messages[0].attachments?.[0]?.content;
}

/** The installed renderer is older than the dots: one button stands for them and what is behind them. */
function heightOf(card: unknown, page: Page): Promise<number> {
  return page.evaluate(
    ({ content, width }) => {
      const asked = JSON.parse(content, (_key, value) => {
        // It knows no markdown: the asterisks of a bold title would make its line longer.
        if (value?.type === "TextBlock") return { ...value, text: value.text.replaceAll("**", "") };
        if (value?.type !== "ActionSet") return value;
        const seen = value.actions.filter((action: { mode?: string }) => action.mode !== "secondary");
        const dots = seen.length < value.actions.length ? [{ type: "Action.Submit", title: "···" }] : [];
        return {
          ...value,
          actions: [...seen, ...dots].map((one) => ({ ...one, type: "Action.Submit", fallback: undefined })),
        };
      });
      const { AdaptiveCard, HostConfig } = (globalThis as never as { AdaptiveCards: never }).AdaptiveCards as never as {
        AdaptiveCard: new () => { hostConfig: unknown; parse(json: unknown): void; render(): unknown };
        HostConfig: new (json: unknown) => unknown;
      };
      const made = new AdaptiveCard();
      // As Teams has it: 14 px text, 12 px small, actions side by side as far as there is room.
      made.hostConfig = new HostConfig({
        fontFamily: "Segoe UI, Arial, sans-serif",
        fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
        spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 12 },
        actions: {
          maxActions: 6,
          spacing: "default",
          buttonSpacing: 8,
          actionsOrientation: "horizontal",
          actionAlignment: "left",
        },
      });
      made.parse({ ...asked, version: "1.2" });
      // A browser's own names, which the rest of this program does not know.
      const { document } = globalThis as never as {
        document: {
          getElementById(id: string): {
            style: { width: string };
            replaceChildren(child: unknown): void;
            getBoundingClientRect(): { height: number };
          };
        };
      };
      const place = document.getElementById("card");
      place.style.width = `${width}px`;
      place.replaceChildren(made.render());
      return Math.ceil(place.getBoundingClientRect().height);
    },
    { content: JSON.stringify(card), width: WIDTH },
  );
}
