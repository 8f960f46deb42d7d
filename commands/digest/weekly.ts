import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { MessageEnv, MessageKind } from "../../src/core/deliveries/messages.ts";
import { buttonsOf, type Reply, reply, type Screen } from "../../src/core/reply/reply.ts";
import { capital, howMany, numberWord } from "../../src/core/reply/words.ts";
import { changesByRequirement } from "../../src/reports/pages/changes.ts";
import { shortDate, tallyOf } from "../../src/reports/pages/tally.ts";
import { pageButton } from "../page/link.ts";
import { FIRST, noteOf } from "../status/screen.ts";
import { type Part, type Week, weekOf } from "./section.ts";
import { digestSections } from "./sections.ts";

/** What the officer looks after, week by week, on one screen. `labelOf` says what a kind of message is called. */
export const weeklyDigest = (labelOf: (kind: string) => string): MessageKind => ({
  name: "weekly-digest",
  label: "Weekly digest",
  clock: true,
  compose: async (_data, env) => {
    const { week, parts } = await digestParts(env, labelOf);
    if (!parts.some(({ news }) => news)) return { skip: "nothing changed, and nothing waits for the officer" };
    return { ...screenOf(week, parts, env), visibility: "place" };
  },
});

export async function digestParts(env: MessageEnv, labelOf: Week["labelOf"]): Promise<{ week: Week; parts: Part[] }> {
  const week = await weekOf(env, labelOf);
  const parts = await Promise.all(digestSections.map((section) => section(week, env)));
  return { week, parts: parts.filter((part) => part !== undefined) };
}

/** The verdict with what changed, what needs the officer, and small what was not sent. */
function screenOf(week: Week, parts: readonly Part[], env: MessageEnv): Reply {
  // What is late is always said; a complaint only while it is news.
  const said = parts.filter(({ line, news }) => line && (news || line.mark === "▲"));
  const more = said.length - FIRST;
  const screen: Screen = {
    about: `${env.city.name} · week of ${shortDate(env.today, env.today)}`,
    ...verdictOf(week, env),
    lines: said.slice(0, FIRST).flatMap(({ line }) => line ?? []),
    ...noteOf([
      more > 0 ? `${capital(numberWord(more))} more ${more === 1 ? "thing needs" : "things need"} you.` : undefined,
      ...parts.map(({ note }) => note),
    ]),
  };
  const [act, ...others] = said.flatMap(({ button }) => button ?? []);
  const all = { label: "Show all here", command: "status digest", values: {} };
  const [first, ...rest] = [...pageButton("Open the overview", "/overview", env.pages), ...(act ? [act] : []), all];
  const hidden = [...others, ...parts.flatMap(({ button, line }) => (line || !button ? [] : [button]))];
  return reply({ kind: "screen", screen }, buttonsOf(first ? [{ ...first, tone: "primary" }, ...rest] : [], hidden));
}

/** "27 of 264 requirements are met, one more than last week." and what that was. */
function verdictOf({ findings, before, quarter }: Week, { catalog, city, today }: MessageEnv) {
  const own = findings.filter(({ department }) => department !== undefined);
  const { met, of } = tallyOf(own);
  const share = `${met} of ${of} requirements ${of === 1 ? "is" : "are"} met`;
  if (!before) return { verdict: `${share}. ${quarter.label} began on ${shortDate(quarter.start, today)}.` };
  const more = met - tallyOf(before.filter(({ department }) => department !== undefined)).met;
  const against =
    more === 0 ? "as many as last week" : `${numberWord(Math.abs(more))} ${more > 0 ? "more" : "fewer"} than last week`;
  const changes = changesByRequirement(before, findings, (code) => departmentName(catalog, code));
  const words = changes.slice(0, MOST_CHANGES).map(({ label, gained, count, words: where }) => {
    const whose = count === 1 ? where : howMany(count, city.words.department);
    return `${gained ? "" : "No longer met: "}${label.toLowerCase()}, ${whose}`;
  });
  const well = changes.length > 0 && changes.every(({ gained }) => gained) ? ["nothing got worse"] : [];
  const detail = changes.length === 0 ? "No change since last week." : capital([...words, ...well].join(" · "));
  return { verdict: `${share}, ${against}.`, detail };
}

const MOST_CHANGES = 2;
