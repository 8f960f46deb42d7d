import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { isClosed } from "../../src/core/catalog/closed.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Field } from "../../src/core/command/field.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import type { Engagement } from "../../src/domain/engagement/engagements.ts";
import { type Detail, kindOf, SPONSORSHIP } from "../../src/domain/engagement/kinds/index.ts";
import { attendance, isShown } from "./counts.ts";
import { detailsOf, engagementFields, labelOf } from "./fields.ts";

interface Recorded {
  outcome: "recorded" | "on record";
  engagement: Engagement;
}

/** The reply to `engagement log`: what is on record now, or that it was before. */
export function recordedReply({ outcome, engagement }: Recorded, env: Env): Reply {
  if (outcome === "recorded") return engagementReceipt(`Recorded ${engagement.id}`, engagement, env);
  return reply(
    heading("Already recorded"),
    text(
      `${engagement.id} says so already: ${engagementLine(engagement, env)}. Nothing new was saved. If it was another one, give it a title of its own.`,
    ),
    buttons(...actions(engagement, env)),
  );
}

/** Record id, what was understood, and what can be done with it. */
export function engagementReceipt(title: string, engagement: Engagement, env: Env, more: Block[] = []): Reply {
  return {
    ...reply(
      heading(title),
      text(engagementLine(engagement, env)),
      ...details(engagement, env).map(text),
      ...more,
      buttons(...actions(engagement, env)),
    ),
    changed: { record: engagement.id, department: engagement.department, on: [engagement.heldOn] },
  };
}

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

function details(engagement: Engagement, env: Env): string[] {
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

/** What this person may do with it. */
export function actions(engagement: Engagement, { actor, catalog }: Env): Button[] {
  if (!may(actor, changing(engagement, { catalog }))) return [];
  const { kind, department } = engagement;
  const values = { record: engagement.id };
  const list = {
    label: `All ${kindOf(kind).plural.toLowerCase()}`,
    command: "engagement list",
    values: { kind, department },
  };
  if (engagement.undone) return [{ label: "Put it back", command: "fix restore", values }, list];
  const { closes } = kindOf(kind);
  const close = { label: `Mark as ${closes}`, command: "engagement close", values, ask: true };
  return [
    ...(closes !== undefined && engagement.closedOn === undefined ? [close] : []),
    { label: "Edit", command: "fix", values, ask: true },
    { label: "Undo", command: "fix undo", values },
    list,
  ];
}
