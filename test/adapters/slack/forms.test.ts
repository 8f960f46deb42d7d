import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buttonOf, createSlackTown, type OpenView, type SlackTown, said, until } from "./slack-town.ts";

let slack: SlackTown;

beforeAll(async () => {
  slack = await createSlackTown();
  // The emulator knows only views that it opened by an id of its own.
  slack.front.answer("views.update", { ok: true });
});
afterAll(() => slack?.close());
beforeEach(() => {
  slack.front.calls.length = 0;
  slack.front.posted.length = 0;
});

/** The modal as it was updated last, and the one it took the place of. */
const updated = (): { id: string; view: OpenView } => {
  const { view_id = "", view = "{}" } = slack.front.callsOf("views.update").at(-1)?.body ?? {};
  return { id: view_id, view: { ...JSON.parse(view), id: view_id, hash: "2.fake" } };
};
const words = (view: OpenView) => JSON.stringify(view.blocks);
const open = async (typed: string): Promise<OpenView> => {
  await slack.slash("ana.torres", typed);
  return slack.lastView();
};

describe("a form whose answer takes too long", () => {
  /** Nobody is recognised and nothing is recorded for longer than Slack waits. */
  const slowly = async (submit: () => Promise<Response>) => {
    const lock = slack.town.rows("begin; lock table identities; select pg_sleep(3.2); commit");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const answer = await said(await submit());
    expect(answer).toMatchObject({ response_action: "update", view: { callback_id: "notice" } });
    expect(words(answer.view as OpenView)).toContain("Working on it…");
    await lock;
    await until(() => slack.front.callsOf("views.update").length > 0);
  };

  test("says so, and then that it is done; the receipt comes to the conversation", async () => {
    const view = await open("/training antiracism 101 in public works");
    await slowly(() => slack.submit("ana.torres", view, { employees: "21", heldOn: "2026-11-19" }));
    expect(updated().id).toBe(view.id);
    expect(words(updated().view)).toContain("Done.");
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted[0]?.body.text).toContain("21 employees");
  });

  test("comes back with what is wrong, and with everything that was typed", async () => {
    const view = await open("/training antiracism 101 in public works");
    await slowly(() => slack.submit("ana.torres", view, { employees: "22", people: "zzyzx qqq" }));
    const form = updated().view;
    expect(words(form)).toMatch(/I do not know .*zzyzx/);
    const typed = form.blocks.map(({ element }) => element?.initial_value);
    expect(typed).toEqual(expect.arrayContaining(["22", "zzyzx qqq"]));
  });

  test("comes as a message when the modal was closed meanwhile", async () => {
    slack.front.spoil("views.update", { error: "not_found" });
    const view = await open("/training antiracism 101 in public works");
    await slowly(() => slack.submit("ana.torres", view, { employees: "24", people: "zzyzx qqq" }));
    await until(() => slack.front.posted.length > 0);
    const message = slack.front.posted[0]?.body;
    expect(message?.text).toMatch(/I do not know .*zzyzx/);
    expect(buttonOf(message as never, "Open the form").value).toContain("zzyzx qqq");
  });

  test("says why it was refused, and its button opens the form again, filled in", async () => {
    await slack.slash("bo.chen", "/training antiracism 101");
    const view = slack.lastView();
    await slowly(() => slack.submit("bo.chen", view, { employees: "23", department: "MHD" }));
    const notice = updated().view;
    expect(words(notice)).toContain("may not");
    const button = buttonOf(notice as never, "Open the form");
    await slack.press("bo.chen", button, { channel: null, response_url: undefined, ...inModal(notice) });
    await until(() => updated().view.callback_id === "form");
    expect(updated().id).toBe(view.id);
    expect(updated().view.blocks.map(({ element }) => element?.initial_value)).toContain("23");
  });
});

const inModal = (view: OpenView) => ({
  container: { type: "view" },
  view: { ...view, private_metadata: view.private_metadata ?? "", type: "modal", state: { values: {} } },
});

describe("a button in a modal", () => {
  const help = { type: "button", action_id: "press:0", value: JSON.stringify({ c: "help", v: {} }) };
  const pressHelp = async () => {
    const view = await open("/training antiracism 101 in public works");
    const away = { channel: null, response_url: undefined };
    await slack.press("ana.torres", help, { ...away, ...inModal(view) });
    return view;
  };

  test("is answered there", async () => {
    const view = await pressHelp();
    await until(() => slack.front.callsOf("views.update").length > 0);
    expect(updated().id).toBe(view.id);
    expect(words(updated().view)).toContain("training log");
    expect(slack.front.callsOf("chat.postMessage")).toEqual([]);
  });

  test("is answered in a direct message when the modal is gone", async () => {
    slack.front.spoil("views.update", { error: "not_found" });
    await pressHelp();
    await until(() => slack.front.callsOf("chat.postMessage").length > 0);
    expect(slack.front.callsOf("chat.postMessage")[0]?.body.text).toContain("training log");
  });
});

describe("inputs of several", () => {
  test("members picked from Slack's list are named beside those who were typed", async () => {
    const view = await open("/training antiracism 101 in public works");
    const picked = ["bo.chen", "marcus.holloway"].map((who) => slack.userId(who)).join(",");
    const typed = { people: "lee.nakamura@milwaukee.example", "people:pick": picked, heldOn: "2026-11-17" };
    expect(await (await slack.submit("ana.torres", view, typed)).text()).toBe("");
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted[0]?.body.text).toContain("Named: Bo Chen, Lee Nakamura, Marcus Holloway");
  });

  test("several of a list are kept, and chosen when the form opens again", async () => {
    const started = await said(await slack.slash("ana.torres", '/analysis start existing "Snow removal"'));
    const step = buttonOf(started, "1 Proposal and desired results");
    await slack.press("ana.torres", step);
    await until(() => slack.front.callsOf("views.open").length > 0);
    const view = slack.lastView();
    const areas = view.blocks.find(({ element }) => element?.type === "multi_static_select");
    const name = areas?.block_id?.split(":")[1] ?? "";
    await slack.submit("ana.torres", view, { [name]: "youth,health" });
    await slack.press("ana.torres", step);
    await until(() => slack.front.callsOf("views.open").length > 1);
    const again = slack.lastView().blocks.find(({ element }) => element?.type === "multi_static_select");
    expect(again?.element?.initial_options?.map(({ value }) => value)).toEqual(["youth", "health"]);
  });
});
