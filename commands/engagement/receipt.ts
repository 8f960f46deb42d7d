import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { isClosed } from "../../src/core/catalog/closed.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Field } from "../../src/core/command/field.ts";
import type { Button } from "../../src/core/reply/reply.ts";
import type { Scope } from "../../src/core/request/actor.ts";
import type { Engagement } from "../../src/domain/engagement/engagements.ts";
import { type Detail, kindOf, SPONSORSHIP } from "../../src/domain/engagement/kinds/index.ts";
import { attendance, isShown } from "./counts.ts";
import { detailsOf, engagementFields, labelOf } from "./fields.ts";

/** "Activity: Lunch-and-learn · Fri 20 Nov 2026 · Public Works · 25 employees". */
export function engagementLine(engagement: Engagement, env: Pick<Env, "catalog" | "actor">): string {
  const kind = kindOf(engagement.kind);
  const named = engagement.title.startsWith(kind.label) ? engagement.title : `${kind.label}: ${engagement.title}`;
  const counts = kind.shows.includes("employees") ? [attendance(engagement, env.actor)] : [];
  return [named, printDate(engagement.heldOn), departmentName(env.catalog, engagement.department), ...counts].join(
    " · ",
  );
}

export const leaderNames = ({ ledBy }: Engagement) => ledBy.map(({ name }) => name).join(", ");

/** What the line above them does not say. */
const IN_LINE: readonly Detail[] = ["title", "employees", "contractors", "residents"];

export function details(engagement: Engagement, env: Env): string[] {
  const kind = kindOf(engagement.kind);
  const said = detailsOf(engagement.kind)
    .filter((name) => !IN_LINE.includes(name))
    .map((name) => [labelOf(kind, name), printed(engagement, name, env)] as const);
  const all = [...said, ["Note", engagement.note ?? ""] as const];
  return all.filter(([, value]) => value !== "").map(([label, value]) => `${label}: ${value}`);
}

function printed(engagement: Engagement, name: Detail, env: Env): string {
  if (name === "ledBy") return leaderNames(engagement);
  const value = engagement[name];
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "";
  if (typeof value === "number" && !isShown(engagement, value, env.actor)) return "fewer than 10";
  return (engagementFields[name] as Field<unknown>).print(value, env);
}

/** Changing a record is for whoever made it until its quarter is closed, that department's lead, and the officer; money is the officer's. */
export const changing = ({ kind, author, department, heldOn }: Engagement, { catalog }: Pick<Env, "catalog">): Scope =>
  kind === SPONSORSHIP
    ? { to: "write", of: { city: true } }
    : { to: "write", of: { entry: { author, department, closed: isClosed(catalog, heldOn) } } };

/** What else this person may do with it. */
export function moreActions({ id, kind, department, undone, closedOn }: Engagement) {
  const { closes, plural } = kindOf(kind);
  const list: Button = {
    label: `All ${plural.toLowerCase()}`,
    command: "engagement list",
    values: { kind, department },
  };
  const close: Button = { label: `Mark as ${closes}`, command: "engagement close", values: { record: id }, ask: true };
  return { before: !undone && closes !== undefined && closedOn === undefined ? [close] : [], after: [list] };
}
