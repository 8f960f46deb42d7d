import { businessDaysUntil } from "../../src/core/calendar/business-days.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Composing, MessageEnv, MessageKind, Skip } from "../../src/core/deliveries/messages.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import type { Person } from "../../src/core/people/person.ts";
import { buttonsOf, type Reply, reply, type Screen } from "../../src/core/reply/reply.ts";
import { capital, howMany, numberWord } from "../../src/core/reply/words.ts";
import { type Finding, isGap } from "../../src/domain/plan/finding.ts";
import { hasActed, type Ladder, type Reminder, reminders } from "../../src/plan/escalation.ts";
import { judge } from "../../src/plan/judge.ts";
import { ladderOf } from "../../src/plan/ladder.ts";
import { shortDate } from "../../src/reports/pages/tally.ts";
import { pageButton } from "../page/link.ts";
import { ENOUGH, wasRemindedEnough } from "../reminder/enough.ts";
import { noteOf } from "../status/screen.ts";
import { answerButtons, buttonsFor, FIRST, itemsOf, numbered, showAll, thingsOpen } from "./words.ts";

/**
 * What is left, to whoever the plan's escalation names: as it is when it is sent, and only where nobody did anything. Once it
 * stands there it is edited like the nudge, until its quarter ends.
 */
export const followUp: MessageKind = {
  name: "follow-up",
  label: "Reminder of what is missing",
  clock: true,
  compose: async (data, { person, posted = false, ...env }) => {
    if (!person) return { skip: "reminders are private" };
    const enough = !posted && (await wasRemindedEnough(person.id, String(data["quarter"]), env));
    if (enough) return { skip: ENOUGH };
    const [only] = await composeAll([{ data, person, posted }], env);
    return only ?? { skip: "there is no such reminder" };
  },
  composeAll,
};

type Env = Omit<MessageEnv, "person" | "platform">;

/** However many reminders, who is reminded and what is so are read once. */
async function composeAll(all: readonly Composing[], env: Env): Promise<(Reply | Skip)[]> {
  const ladder = await ladderOf(env);
  const own = all.map((one) => ownReminders(one, ladder));
  const departments = [...new Set(own.flat().map(({ nudged }) => nudged.department))];
  const findings =
    departments.length === 0 ? [] : await judge(env, departments, { on: env.today, today: env.today }, "none");
  return all.map((one, at) => composed(one, own[at] ?? [], findings, ladder, env));
}

/** A snooze that was said after a reminder came does not take back what stands there. */
function ownReminders({ data, person, posted }: Composing, ladder: Ladder): Reminder[] {
  const [quarter, day] = [String(data["quarter"]), String(data["day"])];
  const answers = posted
    ? ladder.answers.filter(({ kind, startsOn }) => kind !== "snooze" || startsOn < day)
    : ladder.answers;
  return reminders({ ...ladder, answers }).filter(
    (one) => one.day === day && one.nudged.quarter === quarter && person !== undefined && one.to.includes(person.id),
  );
}

function composed(
  { data, person, posted }: Composing,
  all: readonly Reminder[],
  findings: readonly Finding[],
  ladder: Ladder,
  env: Env,
): Reply | Skip {
  if (all.length === 0) return { skip: "it was put off, or somebody else looks after it by now" };
  const period = periodOf(String(data["quarter"]), env.city);
  if (env.today > period.end) return { skip: "the quarter is over" };
  const idle = posted ? all : all.filter(({ nudged }) => !hasActed(nudged, findings));
  if (idle.length === 0) return { skip: "somebody did something about it" };
  const left = idle.flatMap((one): Left[] => {
    const gaps = findings.filter((finding) => finding.department === one.nudged.department && isGap(finding));
    return gaps.length === 0 ? [] : [{ ...one, gaps }];
  });
  if (left.length === 0) return posted ? nothingLeft(idle, env) : { skip: "nothing is missing any more" };
  const days = businessDaysUntil(env.today, period.end, ladder.calendar);
  const closing = `${howMany(days, "business day")} left`;
  const [only] = left;
  return left.length === 1 && only
    ? ofOne(only, closing, person, { ...env, ladder, findings })
    : ofSeveral(left, closing, env);
}

const nothingLeft = (all: readonly Reminder[], env: Env): Reply =>
  reply({
    kind: "screen",
    screen: {
      about: `Reminder · ${all.map(({ nudged }) => departmentName(env.catalog, nudged.department)).join(", ")}`,
      verdict: "Nothing is missing any more. Thank you.",
      lines: [],
    },
  });

interface Left extends Reminder {
  gaps: readonly Finding[];
}

interface Asking extends Env {
  ladder: Ladder;
  findings: readonly Finding[];
}

/** Shorter than the nudge: what happened since, the most urgent thing, and who hears next. */
function ofOne(one: Left, closing: string, person: Person | undefined, env: Asking): Reply {
  const { gaps } = one;
  const { department } = one.nudged;
  const items = itemsOf(gaps).slice(0, 1);
  const [act] = buttonsFor(items);
  const answers = answerButtons(department, person, env.ladder.recipients);
  const all = showAll(department, gaps.length);
  const page = pageButton("Open the page", `/departments/${department}?period=${one.nudged.quarter}`, env.pages);
  const screen: Screen = {
    about: `Reminder · ${departmentName(env.catalog, department)} · ${closing}`,
    ...sinceThen(one, env),
    lines: numbered(items),
    note: whoHearsNext(one, env),
  };
  return reply(
    { kind: "screen", screen },
    buttonsOf(
      [
        ...(act ? [{ ...act, tone: "primary" as const }] : []),
        ...answers.slice(0, 1),
        ...(gaps.length > 1 ? [all] : []),
      ],
      [...answers.slice(1), ...page],
    ),
  );
}

function sinceThen({ nudged, gaps, step }: Left, { findings, today }: Asking): { verdict: string; detail: string } {
  const before = nudged.open.length;
  if (before > gaps.length && hasActed(nudged, findings))
    return {
      verdict: `${capital(numberWord(gaps.length))} of ${numberWord(before)} things are left.`,
      detail: "The rest is done. Thank you.",
    };
  const told = step === "senior-leader" ? "The leads were reminded. " : "";
  return {
    verdict: `Nothing was recorded since the nudge of ${shortDate(nudged.on, today)}.`,
    detail: `${told}${thingsOpen(gaps)}`,
  };
}

/** The next step of the plan's ladder, by its day. */
function whoHearsNext({ nudged, day }: Left, { ladder, today, plan }: Asking): string {
  const [next] = reminders({ ...ladder, nudged: [nudged] })
    .filter((one) => one.day > day)
    .sort((a, b) => a.day.localeCompare(b.day));
  if (!next)
    return plan.escalation.includes("officer")
      ? "This is the last reminder; the equity officer hears what is left."
      : "This is the last reminder.";
  const nobody = next.to.length === 0 ? "; none is named, so the equity officer hears" : "";
  const whom = next.step === "senior-leader" ? "goes to your senior leader" : "comes to the leads";
  return `The next reminder, on ${shortDate(next.day, today)}, ${whom}${nobody}.`;
}

/** One message a day, however many departments it is about; each opens by its button. */
function ofSeveral(all: readonly Left[], closing: string, env: Env): Reply {
  const nameOf = ({ nudged }: Left) => departmentName(env.catalog, nudged.department);
  const where = `${all.length} ${env.city.words.department}s`;
  const most = [...all].sort((a, b) => b.gaps.length - a.gaps.length);
  const shown = most.slice(0, FIRST);
  const things = all.reduce((sum, { gaps }) => sum + gaps.length, 0);
  const screen: Screen = {
    about: `Reminder · ${where} · ${closing}`,
    verdict: `${capital(numberWord(things))} things are still open in ${where}.`,
    lines: shown.map((one) => ({ mark: "○", title: nameOf(one), words: thingsOpen(one.gaps) })),
    ...noteOf([all.length > FIRST ? `And ${all.length - FIRST} more.` : undefined]),
  };
  const open = shown.map((one) => ({
    label: nameOf(one),
    command: "status",
    values: { department: one.nudged.department },
  }));
  const everything = { label: "Show all here", command: "status due", values: {} };
  return reply({ kind: "screen", screen }, buttonsOf(open, all.length > FIRST ? [everything] : []));
}
