import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { shapeOf } from "../../../adapters/slack/receive/payload.ts";
import { translate } from "../../../adapters/slack/receive/translate.ts";
import type { Lookups, Turn, Way } from "../../../adapters/slack/receive/turn.ts";
import { ChartSupport } from "../../../adapters/slack/render/chart.ts";
import { publishHome } from "../../../adapters/slack/render/home.ts";
import { LIMITS } from "../../../adapters/slack/render/limits.ts";
import { answerTo } from "../../../adapters/slack/send/answer.ts";
import { viewFaults } from "../../../adapters/slack/send/check.ts";
import { Clients } from "../../../adapters/slack/send/clients.ts";
import type { Outbox } from "../../../adapters/slack/send/outbox.ts";
import { type Block, type Input, type RawValues, type Reply, reply, text } from "../../../src/core/reply/reply.ts";
import type { Request } from "../../../src/core/request/request.ts";
import { noAnswers } from "../../support/answers.ts";
import { memoryDrafts } from "../../support/drafts.ts";
import { createFront, type Front } from "./front.ts";
import { buttonOf, type OpenView, stateOf } from "./slack-town.ts";

// What is longer than a view of Slack's, on its whole way: from the core's reply to the modal or App Home, and back.

let front: Front;
let outbox: Outbox;

beforeAll(async () => {
  front = await createFront("http://127.0.0.1:9");
  for (const method of ["views.open", "views.update", "views.publish", "chat.postMessage", "chat.postEphemeral"])
    front.answer(method, { ok: true, ts: "1.1" });
  outbox = {
    client: new Clients(`${front.url}/api/`).interactive({ token: "xoxb-fake" }),
    drafts: memoryDrafts(),
    readsFiles: true,
    responseHost: new URL(front.url).host,
    charts: new ChartSupport(),
    drawPicture: async () => new Uint8Array(),
    answers: noAnswers,
    tenant: "T0FAKE",
    request: "slack:fake",
    onFault: () => {},
  };
});
afterAll(() => front?.close());
beforeEach(() => {
  front.calls.length = 0;
  front.posted.length = 0;
});

const look: Pick<Lookups, "workspace" | "author" | "introduce" | "readFile"> = {
  workspace: {
    tenant: "T1",
    teamId: "T1",
    enterpriseId: undefined,
    token: "xoxb-fake",
    botUserId: "U0BOT",
    botId: undefined,
  },
  author: async (userId) => ({ platform: "slack", tenant: "T1", userId, kind: "member" }),
  introduce: async () => {},
  readFile: async () => "",
};

/** As Slack sends it, through the guard's shapes. */
async function turnOf(body: object): Promise<Turn> {
  const payload = shapeOf(body);
  const turn = payload && (await translate(payload, { ...look, drafts: outbox.drafts }));
  if (!turn || "sign" in turn) throw new Error("it is a request");
  return turn;
}

const sender = { team: { id: "T1" }, user: { id: "U1", team_id: "T1" } };
const way: Way = { surface: "command", user: "U1", channel: "C1", trigger: "1.2" };

/** Submits a modal with something typed into each of its inputs; the modal that comes then, if one does. */
async function submit(view: OpenView, typed: Record<string, string>, core: (request: Request) => Reply) {
  const state = { values: stateOf(view, typed) };
  const turn = await turnOf({ type: "view_submission", ...sender, view: { ...view, type: "modal", state } });
  const answer = await answerTo(core(turn.request), turn.way, outbox);
  return (answer.ack as { view?: OpenView; errors?: object } | undefined) ?? {};
}

const named = ({ blocks }: OpenView) =>
  blocks.flatMap(({ type, block_id = "" }) => (type === "input" ? [block_id.split(":")[1] ?? ""] : []));

/** A command with so many fields; what it recorded in the end. */
function manyFields(count: number) {
  const recorded: RawValues[] = [];
  const inputs = (values: RawValues, found: boolean): Input[] =>
    Array.from({ length: count }, (_one, at) => ({
      name: `f${at}`,
      label: `Field ${at}`,
      control: { kind: "line", maxLength: 100 },
      value: String(values[`f${at}`] ?? ""),
      optional: true,
      ...(found && values[`f${at}`] === "wrong" ? { error: "Not that." } : {}),
    }));
  const form = (values: RawValues, found = false) =>
    reply(text("Please fill this in."), {
      kind: "form",
      form: {
        command: "much",
        title: "Much to say",
        submit: "Save",
        inputs: inputs(values, found),
        hidden: { record: "X" },
      },
    });
  const core = ({ input }: Request): Reply => {
    if (input.kind !== "values") throw new Error("it is a form");
    if (input.ask) return form(input.values);
    if (Object.values(input.values).includes("wrong")) return form(input.values, true);
    recorded.push(input.values);
    return reply(text("Recorded."));
  };
  return { form, core, recorded };
}

async function opened(shown: Reply): Promise<OpenView> {
  await answerTo(shown, way, outbox);
  return asOpened(JSON.parse(front.callsOf("views.open")[0]?.body.view ?? "{}"));
}
const asOpened = (view: OpenView): OpenView => ({ ...view, id: "V1", hash: "1.1" });

describe("a form that is longer than a modal", () => {
  test.each([1, LIMITS.viewBlocks - 4, LIMITS.viewBlocks - 3, LIMITS.viewBlocks, LIMITS.viewBlocks + 1, 350])(
    "with %i inputs goes on in a next page, and arrives whole",
    async (count) => {
      const { form, core, recorded } = manyFields(count);
      const seen: string[] = [];
      let view: OpenView | undefined = await opened(form({ f0: "kept" }));
      for (let page = 0; view && page < 10; page += 1) {
        expect(viewFaults({ ...view })).toEqual([]);
        const here = named(view);
        seen.push(...here);
        const typed = Object.fromEntries(here.map((name) => [name, name === "f0" ? "" : `said ${name}`]));
        const next: OpenView | undefined = (await submit(view, typed, core)).view;
        view = next && asOpened(next);
      }
      expect(seen).toEqual(Array.from({ length: count }, (_one, at) => `f${at}`));
      const said = Array.from({ length: count }, (_one, at) => [`f${at}`, at === 0 ? "" : `said f${at}`]);
      expect(recorded).toEqual([{ record: "X", ...Object.fromEntries(said) }]);
    },
  );

  test("comes back to the page with what is wrong, and the others keep what they hold", async () => {
    const { form, core, recorded } = manyFields(150);
    const first = await opened(form({}));
    const { view: second } = await submit(first, { f3: "wrong", f4: "four" }, core);
    expect(named(second ?? first)).not.toContain("f3");
    const { view: back } = await submit(asOpened(second ?? first), { f149: "last" }, core);
    expect(named(back ?? first)).toContain("f3");
    expect(JSON.stringify(back?.blocks)).toContain("Not that.");
    const { view: further } = await submit(asOpened(back ?? first), { f3: "mended" }, core);
    await submit(asOpened(further ?? first), {}, core);
    expect(recorded).toMatchObject([{ f3: "mended", f4: "four", f149: "last" }]);
  });

  test("with more said about it than a modal holds is a message, and its button opens the form", async () => {
    const { form } = manyFields(3);
    const many: Block[] = Array.from({ length: 60 }, (_one, at) => text(`Reason ${at}.`));
    const shown = form({});
    const { ack } = await answerTo({ ...shown, blocks: [...many, ...shown.blocks] }, way, outbox);
    expect(front.callsOf("views.open")).toEqual([]);
    const said = [JSON.stringify(ack)];
    await (await answerTo({ ...shown, blocks: [...many, ...shown.blocks] }, way, outbox)).after();
    said.push(...front.callsOf("chat.postEphemeral").map(({ body }) => body.blocks ?? ""));
    for (let at = 0; at < 60; at += 1) expect(said.join()).toContain(`Reason ${at}.`);
    expect(said.join()).toContain("Open the form");
  });
});

describe("an error at an input", () => {
  const longError = (size: number) => {
    const { form } = manyFields(2);
    const shown = form({});
    const inputs = shown.blocks.flatMap((block) => (block.kind === "form" ? block.form.inputs : []));
    const [first, ...rest] = inputs.map((input) => ({ ...input, error: "e".repeat(size) }));
    const wrong = first ? [first, ...rest.map(({ error: _error, ...one }) => one)] : [];
    const [about, block] = shown.blocks;
    return block?.kind === "form" && about
      ? reply(about, { kind: "form", form: { ...block.form, inputs: wrong } })
      : shown;
  };

  test.each([
    [1_500, "errors"],
    [1_501, "update"],
  ])("of %i characters is said whole, by %s", async (size, action) => {
    const view = await opened(manyFields(2).form({}));
    const { ack } = await answerTo(
      longError(size),
      { ...way, surface: "form", view: { ...view, type: "modal", state: { values: stateOf(view, {}) } } },
      outbox,
    );
    expect(ack).toMatchObject({ response_action: action });
    expect(JSON.stringify(ack)).toContain("e".repeat(size));
  });
});

describe("a refusal of a form", () => {
  const refuse = async (size: number) => {
    const view = await opened(manyFields(2).form({ f1: "typed" }));
    const sent = { ...view, type: "modal", state: { values: stateOf(view, {}) } };
    const refusal: Reply = { ...reply(text("w".repeat(size))), failed: true };
    return answerTo(refusal, { ...way, surface: "form", view: sent }, outbox);
  };

  test("of 1,500 characters stands at its first input", async () => {
    expect((await refuse(1_500)).ack).toMatchObject({ response_action: "errors" });
  });

  test("that is longer is a message, with a button that opens the form as it was filled in", async () => {
    const { ack, after } = await refuse(1_501);
    expect(ack).toBeUndefined();
    await after();
    const { text: said = "", blocks = "[]" } = front.callsOf("chat.postEphemeral")[0]?.body ?? {};
    expect(said).toContain("w".repeat(1_501));
    expect(buttonOf({ blocks: JSON.parse(blocks) }, "Open the form").value).toContain("typed");
  });
});

describe("an answer in a modal", () => {
  const inModal: Way = { ...way, surface: "modal", viewId: "V1" };

  test.each([
    [LIMITS.viewBlocks, 0],
    [LIMITS.viewBlocks + 1, 1],
  ])("of %i blocks is shown whole, there or in the conversation", async (count, messages) => {
    const blocks = Array.from({ length: count }, (_one, at) => text(`Word ${at}.`));
    await (await answerTo(reply(...blocks), inModal, outbox)).after();
    const view = JSON.parse(front.callsOf("views.update")[0]?.body.view ?? "{}");
    expect(viewFaults(view)).toEqual([]);
    const posted = front.callsOf("chat.postEphemeral").map(({ body }) => body.blocks ?? "");
    expect(posted.length > 0).toBe(messages > 0);
    const shown = messages > 0 ? posted.join() : JSON.stringify(view.blocks);
    for (let at = 0; at < count; at += 1) expect(shown).toContain(`Word ${at}.`);
  });
});

describe("App Home", () => {
  const home = (count: number) => async (request: Request) => {
    const me = request.input.kind === "values" && request.input.command === "me";
    return me
      ? reply(...Array.from({ length: count }, (_one, at) => text(`Line ${at}.`)))
      : { ...reply(), failed: true as const };
  };
  const published = (): OpenView => JSON.parse(front.callsOf("views.publish").at(-1)?.body.view ?? "{}");
  const open = () =>
    turnOf({
      type: "event_callback",
      event_id: "Ev1",
      team_id: "T1",
      event: { type: "app_home_opened", user: "U1", tab: "home" },
    });
  const press = (label: string) =>
    turnOf({
      type: "block_actions",
      ...sender,
      trigger_id: "1.2",
      actions: [buttonOf(published() as never, label)],
      view: { ...asOpened(published()), type: "home", callback_id: "", state: { values: {} } },
    });

  test.each([1, LIMITS.viewBlocks - 4, LIMITS.viewBlocks - 3, LIMITS.viewBlocks, LIMITS.viewBlocks + 1, 350])(
    "of %i lines is shown whole, page by page",
    async (count) => {
      const handle = home(count);
      await publishHome(await open(), handle, outbox);
      const pages = [published()];
      while (JSON.stringify(published()).includes('"More"')) {
        await publishHome(await press("More"), handle, outbox);
        pages.push(published());
      }
      expect(pages.flatMap((page) => viewFaults({ ...page }))).toEqual([]);
      const lines = [...JSON.stringify(pages).matchAll(/Line (\d+)\./g)].map(([, at]) => Number(at));
      expect(lines).toEqual(Array.from({ length: count }, (_one, at) => at));
    },
  );

  test("goes back, and stays on its page when a button there is pressed", async () => {
    const handle = home(250);
    await publishHome(await open(), handle, outbox);
    await publishHome(await press("More"), handle, outbox);
    expect(JSON.stringify(published())).toContain("Page 2 of 3");
    const own = { type: "button", action_id: "press:0", value: JSON.stringify({ c: "help", v: {} }) };
    const other = await turnOf({
      type: "block_actions",
      ...sender,
      trigger_id: "1.3",
      actions: [own],
      view: { ...asOpened(published()), type: "home", callback_id: "", state: { values: {} } },
    });
    expect(other.way).toMatchObject({ surface: "home", page: 1 });
    await publishHome(await press("Back"), handle, outbox);
    expect(JSON.stringify(published())).toContain("Page 1 of 3");
  });

  test("that became shorter meanwhile shows its last page", async () => {
    await publishHome(await open(), home(250), outbox);
    const turn = await press("More");
    await publishHome(turn, home(3), outbox);
    expect(JSON.stringify(published())).toContain("Line 2.");
  });
});
