import { printDate } from "../../src/core/calendar/calendar.ts";
import type { MessageData } from "../../src/core/deliveries/deliveries.ts";
import type { MessageEnv, MessageKind, Skip } from "../../src/core/deliveries/messages.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { type Finding, isGap } from "../../src/domain/plan/finding.ts";
import type { RaciLetter } from "../../src/domain/plan/plan.ts";
import { judge } from "../../src/plan/judge.ts";
import { concerned, isGapReminder, type RoundStep, stepsAround, vacant } from "../../src/plan/rounds.ts";
import { pressOf } from "../status/detail.ts";
import { ENOUGH, wasRemindedEnough } from "./enough.ts";

const TITLES: Record<RaciLetter, string> = {
  R: "Yours to do",
  A: "You're accountable for these",
  C: "You are to be asked before this is closed",
  I: "For your information",
};

/** What comes round for the city, to whoever holds a part in it; checked again at the moment of sending. */
export const reminder: MessageKind = {
  name: "reminder",
  label: "Reminder of a duty",
  clock: true,
  compose: remind,
};

async function remind(data: MessageData, env: MessageEnv): Promise<Reply | Skip> {
  const { plan, stores, today, person } = env;
  const [calendar, holders, { officers }] = await Promise.all([
    env.workCalendar(),
    stores.duties.held(today),
    stores.recipients.on(today),
  ]);
  const own = stepsAround(plan, String(data["due"]), calendar).filter(
    (step) => isOf(step, data) && person && concerned(step, holders, officers).includes(person.id),
  );
  const { quarter } = data;
  const enough = person && quarter !== undefined && (await wasRemindedEnough(person.id, String(quarter), env));
  const steps = enough ? own.filter((step) => !isGapReminder(step)) : own;
  if (enough && steps.length === 0) return { skip: ENOUGH };
  const letter = steps[0]?.letter ?? "R";
  const lines = await Promise.all(steps.map(async (step) => ({ step, finding: await findingOf(step, env) })));
  const said = lines.filter(({ finding }) => letter === "I" || !finding || isGap(finding));
  if (said.length === 0) return { skip: "nothing is open" };
  const empty = [
    ...new Set(said.flatMap(({ step }) => (letter === "R" || letter === "A" ? vacant(step, holders) : []))),
  ];
  const stands = empty.length > 0 && person !== undefined && officers.includes(person.id);
  return reply(
    heading(TITLES[letter]),
    text(said.map(({ step, finding }, at) => `${at + 1}. ${line(step, finding)}`).join("\n")),
    ...(stands ? [vacancy(empty, env)] : []),
    ...remedies(
      said.map(({ finding }) => finding),
      stands ? empty : [],
    ),
  );
}

/** What fell due with it, or on the same day. */
const isOf = (step: RoundStep, { key, day, letter }: MessageData): boolean =>
  step.key === key || (step.day === day && step.letter === letter);

/** The city's own finding, as of today, or of its last day once that has passed. */
async function findingOf({ round: { obligation, due } }: RoundStep, env: MessageEnv): Promise<Finding | undefined> {
  if (!obligation) return undefined;
  const on = due < env.today ? due : env.today;
  const findings = await judge(env, [], { on, today: env.today });
  return findings.find((one) => one.obligation === obligation.id && one.department === undefined);
}

function line({ round }: RoundStep, finding: Finding | undefined): string {
  const state = finding ? `: ${finding.words}${finding.state === "met" ? " (met)" : ""}` : "";
  return `${round.label}${state}, by ${printDate(round.due)}.`;
}

function vacancy(roles: readonly string[], { plan }: MessageEnv): Block {
  const names = roles.map((role) => plan.roles.find(({ id }) => id === role)?.name ?? role);
  return text(`You get this because no one is set as ${names.map(titled).join(", or ")}.`);
}

/** "chief equity officer" is a title here. */
const titled = (name: string) =>
  name.replace(/(^|\s)([a-z])/g, (_all, space: string, letter: string) => space + letter.toUpperCase());

/** What closes each, and who holds the roles that nobody does. */
function remedies(findings: readonly (Finding | undefined)[], empty: readonly string[]): Block[] {
  const some = findings.flatMap((finding, at): Button[] =>
    finding?.remedy ? [{ label: `${at + 1}. ${finding.remedy.label}`, ...pressOf(finding.remedy) }] : [],
  );
  const set = empty.map((role) => ({ label: `Set ${role}`, command: "admin duty", values: { role }, ask: true }));
  return some.length + set.length === 0 ? [] : [buttons(...some, ...set)];
}
