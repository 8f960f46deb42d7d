import { printDate, printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { type Actor, may, type Scope } from "../../src/core/request/actor.ts";
import type { Engagement, EngagementFilter } from "../../src/domain/engagement/engagements.ts";
import { ENGAGEMENT_KINDS, type EngagementKind, kindOf, SPONSORSHIP } from "../../src/domain/engagement/kinds/index.ts";
import { attendance } from "./counts.ts";
import { figuresOf } from "./figures.ts";
import { nameOf } from "./kind.ts";
import { leaderNames } from "./receipt.ts";

const MOST = 50;
const ASKED_FOR = ENGAGEMENT_KINDS.map((kind) => ({ ...kind, words: new RegExp(`\\b(?:${nameOf(kind)})\\b`) }));
const NAMES = ENGAGEMENT_KINDS.map(nameOf).join("|");

export const engagementList = defineCommand({
  name: "engagement list",
  summary:
    "List activities, meetings, surveys and the like, and what they come to: your own entries, or all you may read.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  fields: {
    kind: choice({ label: "Kind", choices: ASKED_FOR, optional: true }),
    department: department({ optional: true }),
    period: period({ default: "this quarter" }),
  },
  cues: {
    tells: "question",
    patterns: [
      [new RegExp(`\\b(?:list|show|which|what|how many|who (?:led|leads))\\b.*\\b(?:${NAMES}|engagements?)\\b`), 4],
    ],
  },
  examples: ["list", "list public works q3", "list meetings 2026", "list feedback this year"],
  // Sponsorships are the city's, and leads read what is the city's.
  scope: ({ department: code, kind }, { actor }) =>
    kind === SPONSORSHIP && actor.leads.length > 0 ? { to: "open" } : reading(code, actor),
  execute: async (values, env) => {
    const asked = periodOf(values.period, env.city);
    const kind = values.kind === undefined ? undefined : kindOf(values.kind);
    const { departments, author } = whose(values.department, values.kind, env.actor);
    const filter = { kind: kind?.value, departments, author, start: asked.start, end: asked.end };
    const [found, figures] = await Promise.all([
      env.stores.engagements.list(filter, MOST + 1),
      kind === undefined ? [] : figuresOf(kind, filter, asked, env),
    ]);
    const log = {
      label: "Log another",
      command: "engagement log",
      values: kind ? { kind: kind.value } : {},
      ask: true,
    };
    return reply(
      heading(`${kind?.plural ?? "Engagements"} · ${inWords(filter, env)} · ${printPeriod(asked)}`),
      ...(found.length > 0 ? [...figures, ...listed(found, kind)] : nothing(figures)),
      ...(env.actor.granted.includes("auditor") ? [] : [buttons(log)]),
    );
  },
});

/** In their own department people see what they recorded themselves; the rest is its lead's to read. */
const ownOnly = (code: string | undefined, actor: Actor) =>
  code === undefined || (code === actor.department && !may(actor, { to: "read", of: { department: code } }));

const seesCity = (actor: Actor) => may(actor, { to: "read", of: { city: true } });

function reading(code: string | undefined, actor: Actor): Scope {
  if (code !== undefined && !ownOnly(code, actor)) return { to: "read", of: { department: code } };
  if (code === undefined && seesCity(actor)) return { to: "read", of: { city: true } };
  return { to: "read", of: { person: actor.id } };
}

/** One department; without one the city, what somebody leads, or what they recorded themselves. */
function whose(
  code: string | undefined,
  kind: string | undefined,
  actor: Actor,
): Pick<EngagementFilter, "departments" | "author"> {
  const city = seesCity(actor) || (kind === SPONSORSHIP && actor.leads.length > 0);
  if (code !== undefined) return { departments: [code], author: ownOnly(code, actor) ? actor.id : undefined };
  if (city) return { departments: undefined, author: undefined };
  if (actor.leads.length > 0) return { departments: actor.leads, author: undefined };
  return { departments: undefined, author: actor.id };
}

function inWords({ departments, author }: EngagementFilter, { catalog, city }: Env): string {
  const where = departments?.map((code) => departmentName(catalog, code)).join(", ");
  if (author === undefined) return where ?? city.name;
  return where === undefined ? "recorded by you" : `${where}, recorded by you`;
}

/** What stands open from before, and whom one has not met for long, is worth showing even where nothing is new. */
const nothing = (figures: readonly Block[]): Block[] => [text("Nothing is reported for this period."), ...figures];

function listed(found: readonly Engagement[], kind: EngagementKind | undefined): Block[] {
  const rows = found.slice(0, MOST).map((one) => rowOf(one, kind));
  const columns = [
    "Record",
    "Title",
    "Date",
    "Led by",
    "Who came",
    "Recorded by",
    ...(kind?.closes ? ["Standing"] : []),
  ];
  const more =
    found.length > MOST
      ? [text(`The list ends with the latest ${MOST}. Ask for a shorter period to see the others.`)]
      : [];
  const caption = `${kind?.plural ?? "Engagements"} on record`;
  return [{ kind: "table", caption, columns: columns.map((label) => ({ label })), rows, list: true }, ...more];
}

function rowOf(one: Engagement, kind: EngagementKind | undefined): string[] {
  const came = kindOf(one.kind).shows.includes("employees") ? attendance(one) : "";
  const standing = kind?.closes === undefined ? [] : [standingOf(one, kind.closes)];
  return [one.id, one.title, printDate(one.heldOn), leaderNames(one), came, one.authorName, ...standing];
}

function standingOf({ closedOn, dueOn }: Engagement, closes: string): string {
  if (closedOn !== undefined) return `${closes} ${printDate(closedOn)}`;
  return dueOn === undefined ? "open" : `open, due ${printDate(dueOn)}`;
}
