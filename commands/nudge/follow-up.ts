import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { Composing, MessageEnv, MessageKind, Skip } from "../../src/core/deliveries/messages.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import type { Person } from "../../src/core/people/person.ts";
import type { Recipients } from "../../src/core/places/places.ts";
import { type Block, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { type Finding, isGap } from "../../src/domain/plan/finding.ts";
import { hasActed, type Ladder, type Reminder, reminders } from "../../src/plan/escalation.ts";
import { judge } from "../../src/plan/judge.ts";
import { ladderOf } from "../../src/plan/ladder.ts";
import { answerButtons, thingsOpen, urgent } from "./words.ts";

/** In a quarter; what is left after that is in the officer's digest. */
const MOST_REMINDERS = 2;

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
    if (enough) return { skip: "two reminders this quarter are enough" };
    const [only] = await composeAll([{ data, person, posted }], env);
    return only ?? { skip: "there is no such reminder" };
  },
  composeAll,
};

type Env = Omit<MessageEnv, "person" | "platform">;

async function wasRemindedEnough(person: number, quarter: string, { stores }: Env): Promise<boolean> {
  const sent = await stores.deliveries.posted(followUp.name);
  const own = sent.filter(({ recipient, data }) => recipient === toPerson(person) && data["quarter"] === quarter);
  return own.length >= MOST_REMINDERS;
}

/** However many reminders, who is reminded and what is so are read once. */
async function composeAll(all: readonly Composing[], env: Env): Promise<(Reply | Skip)[]> {
  const ladder = await ladderOf(env);
  const own = all.map((one) => ownReminders(one, ladder));
  const departments = [...new Set(own.flat().map(({ nudged }) => nudged.department))];
  const findings =
    departments.length === 0 ? [] : await judge(env, departments, { on: env.today, today: env.today }, "none");
  return all.map((one, at) => composed(one, own[at] ?? [], findings, ladder.recipients, env));
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
  recipients: Recipients,
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
  const title = `${period.label} closes ${printDate(period.end)}`;
  if (left.length === 0) return posted ? nothingLeft(idle, title, env) : { skip: "nothing is missing any more" };
  const [only] = left;
  return left.length === 1 && only ? ofOne(only, title, person, recipients, env) : ofSeveral(left, title, env);
}

const nothingLeft = (all: readonly Reminder[], title: string, env: Env): Reply =>
  reply(
    heading(
      `Reminder · ${all.map(({ nudged }) => departmentName(env.catalog, nudged.department)).join(", ")} · ${title}`,
    ),
    text("Nothing is missing any more. Thank you."),
  );

interface Left extends Reminder {
  gaps: readonly Finding[];
}

function ofOne(
  { nudged, step, gaps }: Left,
  title: string,
  person: Person | undefined,
  recipients: Recipients,
  env: Env,
) {
  const { department, open } = nudged;
  const left = open.length > gaps.length ? `${gaps.length} of ${open.length} things are left.` : thingsOpen(gaps);
  return reply(
    heading(`Reminder · ${departmentName(env.catalog, department)} · ${title}`),
    ...(step === "senior-leader" ? [text("Its leads were reminded, and nothing was recorded since.")] : []),
    text(left),
    ...urgent(gaps, department),
    ...answerButtons(department, person, recipients),
  );
}

/** One message a day, however many departments it is about; each opens by its button. */
function ofSeveral(all: readonly Left[], title: string, env: Env): Reply {
  const nameOf = ({ nudged }: Left) => departmentName(env.catalog, nudged.department);
  const lines = all.map((one): Block => text(`${nameOf(one)}: ${thingsOpen(one.gaps)}`));
  return reply(
    heading(`Reminder · still open in ${all.length} ${env.city.words.department}s · ${title}`),
    ...lines.slice(0, MOST_LINES),
    ...(lines.length > MOST_LINES ? [text(`And ${lines.length - MOST_LINES} more: ask for the status.`)] : []),
    buttons(
      ...all.slice(0, MOST_BUTTONS).map((one) => ({
        label: nameOf(one).slice(0, 70),
        command: "status",
        values: { department: one.nudged.department },
      })),
    ),
  );
}

/** Within what a message holds on every platform. */
const MOST_LINES = 30;
const MOST_BUTTONS = 15;
