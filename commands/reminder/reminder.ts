import { printDate } from "../../src/core/calendar/calendar.ts";
import type { MessageData } from "../../src/core/deliveries/deliveries.ts";
import type { MessageEnv, MessageKind, Skip } from "../../src/core/deliveries/messages.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { type Finding, isGap } from "../../src/domain/plan/finding.ts";
import type { RaciLetter } from "../../src/domain/plan/plan.ts";
import { judge } from "../../src/plan/judge.ts";
import { concerned, isGapReminder, type RoundStep, stepsAround, vacant } from "../../src/plan/rounds.ts";
import { termDue } from "../admin/term-due.ts";
import { paperDue } from "../report/deadline.ts";
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
  const lines = await Promise.all(steps.map(async (step) => ({ step, so: await soFar(step, env) })));
  const said = lines.filter(({ so }) => letter === "I" || so.open);
  if (said.length === 0) return { skip: "nothing is open" };
  const empty = [
    ...new Set(said.flatMap(({ step }) => (letter === "R" || letter === "A" ? vacant(step, holders) : []))),
  ];
  const stands = empty.length > 0 && person !== undefined && officers.includes(person.id);
  return reply(
    heading(TITLES[letter]),
    text(said.map(({ step, so }, at) => `${at + 1}. ${line(step, so)}`).join("\n")),
    ...(stands ? [vacancy(empty, env)] : []),
    ...remedies(
      said.map(({ so }) => so),
      stands ? empty : [],
    ),
  );
}

/** What fell due with it, or on the same day. */
const isOf = (step: RoundStep, { key, day, letter }: MessageData): boolean =>
  step.key === key || (step.day === day && step.letter === letter);

/** How far it is: undefined words where nothing of it is on record. */
interface SoFar {
  open: boolean;
  words?: string;
  button?: Button;
}

/** A report's deadline by its receipts, a term's by the next officer's term; an obligation by the city's own finding, as of its last day once that has passed. */
async function soFar({ round }: RoundStep, env: MessageEnv): Promise<SoFar> {
  const { obligation, due } = round;
  if (!obligation) {
    const done = (await paperDue(round, env)) ?? (await termDue(round, env));
    return done ? { open: !done.done, ...done } : { open: true };
  }
  const on = due < env.today ? due : env.today;
  const findings = await judge(env, [], { on, today: env.today });
  const finding = findings.find((one) => one.obligation === obligation.id && one.department === undefined);
  return finding ? ofFinding(finding) : { open: true };
}

const ofFinding = (finding: Finding): SoFar => ({
  open: isGap(finding),
  words: `${finding.words}${finding.state === "met" ? " (met)" : ""}`,
  ...(finding.remedy ? { button: { label: finding.remedy.label, ...pressOf(finding.remedy) } } : {}),
});

const line = ({ round }: RoundStep, { words }: SoFar): string =>
  `${round.label}${words === undefined ? "" : `: ${words}`}, by ${printDate(round.due)}.`;

function vacancy(roles: readonly string[], { plan }: MessageEnv): Block {
  const names = roles.map((role) => plan.roles.find(({ id }) => id === role)?.name ?? role);
  return text(`You get this because no one is set as ${names.map(titled).join(", or ")}.`);
}

/** "chief equity officer" is a title here. */
const titled = (name: string) =>
  name.replace(/(^|\s)([a-z])/g, (_all, space: string, letter: string) => space + letter.toUpperCase());

/** What closes each, and who holds the roles that nobody does. */
function remedies(all: readonly SoFar[], empty: readonly string[]): Block[] {
  const some = all.flatMap(({ button }, at): Button[] =>
    button ? [{ ...button, label: `${at + 1}. ${button.label}` }] : [],
  );
  const set = empty.map((role) => ({ label: `Set ${role}`, command: "admin duty", values: { role }, ask: true }));
  return some.length + set.length === 0 ? [] : [buttons(...some, ...set)];
}
