import { printDate, printPeriod } from "../../src/core/calendar/calendar.ts";
import { courseTitle, departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { course } from "../../src/core/fields/course.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import type { Tier } from "../../src/core/people/person.ts";
import { type Block, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { type Actor, cityOrLed, departmentMeant, may } from "../../src/core/request/actor.ts";
import type { Taken } from "../../src/domain/training/taken.ts";

const MOST = 100;

const TIERS = [
  { value: "senior-manager", label: "Senior managers", words: /\bsenior (?:managers?|leaders?|management)\b/ },
  { value: "manager", label: "Managers and supervisors", words: /\b(?:managers?|supervisors?)\b/ },
] as const;

const VERBS = "took|taken|take|completed|complete|finished|attended|passed|been (?:through|to)";

/** Who has a course and who has not, in people and in attendance that was only counted. */
export const trainingTaken = defineCommand({
  name: "training taken",
  summary: "Show how many people took a course, and who; or, to whoever leads nobody, whether they took it.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  fields: {
    course: course(),
    department: department({ optional: true }),
    period: period({ optional: true, days: true }),
    tier: choice({ label: "Only", choices: TIERS, optional: true }),
  },
  cues: {
    tells: "question",
    patterns: [
      [new RegExp(`\\bhow many\\b(?!.*\\bsessions\\b).*\\b(?:${VERBS})\\b`), 5],
      [
        new RegExp(`^\\W*(?:who|which people|list (?:everyone|everybody) who)(?: all)?(?: has| have)? (?:${VERBS})\\b`),
        5,
      ],
    ],
  },
  examples: [
    "how many people took Anti-Racism 101 this year",
    "who has taken the toolkit in parks",
    "how many senior managers took EO compliance",
  ],
  scope: ({ department: code }, { actor }) =>
    seesOnlyOwn(code, actor) ? { to: "read", of: { person: actor.id } } : cityOrLed(code, actor),
  execute: (values, env) =>
    seesOnlyOwn(values.department, env.actor) ? ownAnswer(values, env) : answerOf({ ...values, taken: true }, env),
});

/** Whoever neither leads nor reads everything, and asks of no department, is told of themselves. */
const seesOnlyOwn = (code: string | undefined, actor: Actor): boolean =>
  code === undefined && actor.leads.length === 0 && !may(actor, { to: "read", of: { city: true } });

async function ownAnswer({ course: code, period: asked }: { course: string; period: string | undefined }, env: Env) {
  const { start, end } = asked === undefined ? { start: "", end: env.today } : periodOf(asked, env.city);
  const attended = await env.stores.training.attendedBy(env.actor.id);
  const own = attended.filter((one) => one.course === code && one.heldOn >= start && one.heldOn <= end);
  const days = own.map(({ heldOn }) => printDate(heldOn)).join(", ");
  const when = asked === undefined ? "" : ` · ${printPeriod(periodOf(asked, env.city))}`;
  return reply(
    heading(
      `${own.length > 0 ? `You took it on ${days}` : "You have not taken it"}: ${courseTitle(env.catalog, code)}${when}`,
    ),
    text("How many others took it is shown to your department's leads and to the equity officer."),
    buttons({ label: "My record", command: "me", values: {} }),
  );
}

interface Asked {
  course: string;
  department: string | undefined;
  period: string | undefined;
  tier: string | undefined;
  /** Those who have it, or those who have not. */
  taken: boolean;
}

/** The answer in one line, then who. */
export async function answerOf(asked: Asked, env: Env): Promise<Reply> {
  const { start, end } =
    asked.period === undefined ? { start: undefined, end: env.today } : periodOf(asked.period, env.city);
  const code = departmentMeant(asked.department, env.actor);
  const tier = asked.tier as Tier | undefined;
  const found = await env.stores.training.taken({
    course: asked.course,
    department: code,
    tier,
    start,
    end: end < env.today ? end : env.today,
    taken: asked.taken,
    limit: MOST,
  });
  const where = code === undefined ? env.city.name : departmentName(env.catalog, code);
  const scope = [
    courseTitle(env.catalog, asked.course),
    where,
    asked.period === undefined ? `as of ${printDate(env.today)}` : printPeriod(periodOf(asked.period, env.city)),
  ];
  return reply(
    heading(`${inWords(asked, found)}: ${scope.join(" · ")}`),
    ...(tier === undefined ? counted(found) : []),
    ...listed(asked, found, env),
    buttons(...others(asked, code)),
  );
}

const PEOPLE: Record<string, string> = { "senior-manager": "senior managers", manager: "managers and supervisors" };

function inWords({ tier = "", taken }: Asked, found: Taken): string {
  const [number, verb] = taken ? [found.taken, "took"] : [found.people - found.taken, "have not taken"];
  return `${number} of ${found.people} ${PEOPLE[tier] ?? "people on record"} ${verb} it`;
}

/** What was logged without names adds to attendance and never to people. */
function counted({ sessions, attendance, named }: Taken): Block[] {
  const more = attendance - named;
  const without = more > 0 ? ` (${named} by name, ${more} counted without names)` : "";
  return [
    text(
      `${sessions === 1 ? "1 session is" : `${sessions} sessions are`} on record, with an attendance of ${attendance}${without}.`,
    ),
  ];
}

function listed({ taken }: Asked, { names, people, taken: having }: Taken, env: Env): Block[] {
  const all = taken ? having : people - having;
  if (all === 0) return [];
  const rows = names.map(({ name, department: code, tier, heldOn }) => [
    name,
    code === undefined ? "" : departmentName(env.catalog, code),
    tier.replace("-", " "),
    heldOn === undefined ? "not taken" : printDate(heldOn),
  ]);
  const columns = ["Name", "Department", "Tier", "Last taken"].map((label) => ({ label }));
  const caption = taken ? "Who has taken it" : "Who has not taken it";
  const rest =
    all > rows.length ? [text(`The list ends with the first ${rows.length} of ${all}. Ask for one department.`)] : [];
  return [{ kind: "table", caption, columns, rows, list: true }, ...rest];
}

function others({ course: code, taken, period: asked, tier }: Asked, department: string | undefined) {
  const values = { course: code, ...(department === undefined ? {} : { department }) };
  return taken
    ? [
        { label: "Who has not", command: "training due", values },
        {
          label: "Another course or period",
          command: "training taken",
          values: { ...values, ...(asked && { period: asked }), ...(tier && { tier }) },
          ask: true,
        },
      ]
    : [{ label: "Who has", command: "training taken", values }];
}
