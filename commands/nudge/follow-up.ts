import { departmentName } from "../../src/core/catalog/catalog.ts";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { MessageEnv, MessageKind, Skip } from "../../src/core/deliveries/messages.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import type { Recipients } from "../../src/core/places/places.ts";
import { type Block, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { type Finding, isGap } from "../../src/domain/plan/finding.ts";
import { hasActed, type Reminder, reminders } from "../../src/plan/escalation.ts";
import { judge } from "../../src/plan/judge.ts";
import { ladderOf } from "../../src/plan/ladder.ts";
import { closes } from "./quarterly.ts";
import { answerButtons, listed, remedies, thingsOpen } from "./words.ts";

/** In a quarter; what is left after that is in the officer's digest. */
const MOST_REMINDERS = 2;

/** What is left, to whoever the plan's escalation names: as it is when it is sent, and only where nobody did anything. */
export const followUp: MessageKind = {
  name: "follow-up",
  label: "Reminder of what is missing",
  clock: true,
  compose: async (data, env) => {
    const [quarter, day] = [String(data["quarter"]), String(data["day"])];
    const { person } = env;
    if (!person) return { skip: "reminders are private" };
    if (await wasRemindedEnough(person.id, quarter, env)) return { skip: "two reminders this quarter are enough" };
    const ladder = await ladderOf(env);
    const own = reminders(ladder).filter(
      (one) => one.day === day && one.nudged.quarter === quarter && one.to.includes(person.id),
    );
    return composed(own, quarter, ladder.recipients, env);
  },
};

async function wasRemindedEnough(person: number, quarter: string, { stores }: MessageEnv): Promise<boolean> {
  const sent = await stores.deliveries.posted(followUp.name);
  const own = sent.filter(({ recipient, data }) => recipient === toPerson(person) && data["quarter"] === quarter);
  return own.length >= MOST_REMINDERS;
}

async function composed(
  all: readonly Reminder[],
  quarter: string,
  recipients: Recipients,
  env: MessageEnv,
): Promise<Reply | Skip> {
  if (all.length === 0) return { skip: "it was put off, or somebody else looks after it by now" };
  const departments = all.map(({ nudged }) => nudged.department);
  const findings = await judge(env, departments, { on: env.today, today: env.today }, "none");
  const idle = all.filter(({ nudged }) => !hasActed(nudged, findings));
  if (idle.length === 0) return { skip: "somebody did something about it" };
  const left = idle.flatMap((one): Left[] => {
    const gaps = findings.filter((finding) => finding.department === one.nudged.department && isGap(finding));
    return gaps.length === 0 ? [] : [{ ...one, gaps }];
  });
  if (left.length === 0) return { skip: "nothing is missing any more" };
  const title = closes(periodOf(quarter, env.city), await env.workCalendar(), env);
  const [only] = left;
  return left.length === 1 && only ? ofOne(only, title, recipients, env) : ofSeveral(left, title, env);
}

interface Left extends Reminder {
  gaps: readonly Finding[];
}

function ofOne({ nudged: { department }, step, gaps }: Left, title: string, recipients: Recipients, env: MessageEnv) {
  return reply(
    heading(`${departmentName(env.catalog, department)} · ${title}`),
    ...(step === "senior-leader" ? [text("Its leads were reminded, and nothing was recorded since.")] : []),
    text(thingsOpen(gaps)),
    text(listed(gaps)),
    ...remedies(gaps),
    ...answerButtons(department, env.person, recipients),
  );
}

/** One message a day, however many departments it is about; each opens by its button. */
function ofSeveral(all: readonly Left[], title: string, env: MessageEnv): Reply {
  const nameOf = ({ nudged }: Left) => departmentName(env.catalog, nudged.department);
  const lines = all.map((one): Block => text(`${nameOf(one)}: ${thingsOpen(one.gaps)}`));
  return reply(
    heading(`Still open in ${all.length} ${env.city.words.department}s · ${title}`),
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
