import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { type AnswersUnderTest, answersArrive } from "../answers.ts";
import type { Fault } from "./microsoft.ts";
import { createTeamsTown, type TeamsTown } from "./teams-town.ts";

let teams: TeamsTown;
beforeAll(async () => {
  teams = await createTeamsTown();
});
afterAll(() => teams?.close());
beforeEach(() => {
  teams.microsoft.calls.length = 0;
});

const spoil = (fault: Fault, times = 1) => {
  for (const what of ["send", "update"] as const)
    teams.microsoft.spoil(what, ...Array.from({ length: times }, () => fault));
};

const FAULTS = {
  "429 for a second": () => spoil({ status: 429, retryAfter: 1 }),
  "429 for a minute": () => spoil({ status: 429, retryAfter: 60 }),
  "412": () => spoil({ status: 412 }),
  "502": () => spoil({ status: 502 }),
  "504, always": () => spoil({ status: 504 }, 40),
  "503": () => spoil({ status: 503 }),
  "500 after its work": () => spoil("500"),
  "a reset after its work": () => spoil("reset"),
  "a reset before": () => spoil("reset-before"),
  "403, always": () => spoil({ status: 403, code: "BotNotInConversationRoster" }, 40),
  "404, once": () => spoil({ status: 404, code: "ConversationNotFound" }),
  "400 for all but plain text": () => spoil({ status: 400, code: "BadSyntax" }, 2),
  "413, once": () => spoil({ status: 413, code: "MessageSizeTooBig" }),
};

const sentence = (people: number) => `${people} people took Anti-Racism 101 on Nov 3`;
const values = (people: number) => ({
  course: "ARA101",
  heldOn: "2026-11-03",
  department: "DPW",
  employees: String(people),
});
const action = (people: number) => ({
  type: "Action.Execute",
  title: "Save",
  data: { equity: { v: 1, p: JSON.stringify({ c: "training log", v: values(people) }) } },
});

const ASKS = {
  "a sentence in a chat of two": async (people: number) => (await teams.say("ana.torres", sentence(people))).status,
  "a mention in a channel": async (people: number) =>
    (await teams.say("ana.torres", sentence(people), "channel")).status,
  "a button in a channel": async (people: number) => {
    await teams.press("ana.torres", action(people), {}, {}, "channel");
    return 200;
  },
  "a form in a channel": async (people: number) => {
    await teams.dialog("ana.torres", "submit", action(people), {}, "channel");
    return 200;
  },
};

const adapter = (): AnswersUnderTest => ({
  asks: ASKS,
  faults: FAULTS,
  seen: () => JSON.stringify(teams.microsoft.calls.filter(({ done }) => done).map(({ body }) => body)),
  heal: () => teams.microsoft.heal(),
  rows: (statement) => teams.town.rows(statement),
});

describe("in Teams", () => {
  answersArrive(adapter, Object.keys(ASKS), Object.keys(FAULTS));
});
