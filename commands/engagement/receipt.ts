import { may } from "../../src/core/actor.ts";
import { printDate } from "../../src/core/calendar.ts";
import { departmentName } from "../../src/core/catalog.ts";
import type { Env } from "../../src/core/command.ts";
import { ENGAGEMENT_KINDS, type Engagement } from "../../src/core/engagements.ts";
import { type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply.ts";

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
export function engagementReceipt(title: string, engagement: Engagement, env: Env): Reply {
  return {
    ...reply(
      heading(title),
      text(engagementLine(engagement, env)),
      ...details(engagement).map(text),
      buttons(...actions(engagement, env)),
    ),
    changed: { record: engagement.id, department: engagement.department },
  };
}

/** "Activity: Lunch-and-learn · Fri 20 Nov 2026 · Public Works · 25 employees". */
export function engagementLine(engagement: Engagement, { catalog }: Pick<Env, "catalog">): string {
  return [
    `${kindLabel(engagement.kind)}: ${engagement.title}`,
    printDate(engagement.heldOn),
    departmentName(catalog, engagement.department),
    attendance(engagement),
  ].join(" · ");
}

const kindLabel = (kind: string) => ENGAGEMENT_KINDS.find(({ value }) => value === kind)?.label ?? kind;

/** "18 employees, 7 residents"; where nobody counted, it says so. */
export function attendance({ employees, contractors, residents }: Engagement): string {
  const parts = [counted(employees, "employee"), counted(contractors, "contractor"), counted(residents, "resident")];
  return parts.filter((part) => part !== "").join(", ") || "not counted";
}

const counted = (count: number | undefined, noun: string) =>
  count === undefined ? "" : `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

export const leaderNames = ({ ledBy }: Engagement) => ledBy.map(({ name }) => name).join(", ");

function details(engagement: Engagement): string[] {
  const { partner, languages, note } = engagement;
  return [
    `Led by: ${leaderNames(engagement)}`,
    ...(partner === undefined ? [] : [`Partner: ${partner}`]),
    ...(languages.length === 0 ? [] : [`Languages: ${languages.join(", ")}`]),
    ...(note === undefined ? [] : [`Note: ${note}`]),
  ];
}

/** Changing a record is for whoever made it, that department's lead, and the officer. */
export const changing = ({ author, department }: Engagement) =>
  ({ to: "write", of: { entry: { author, department, closed: false } } }) as const;

/** What this person may do with it. */
export function actions(engagement: Engagement, { actor }: Env): Button[] {
  const values = { record: engagement.id };
  const list = {
    label: "All activities",
    command: "engagement list",
    values: { department: engagement.department },
  };
  if (!may(actor, changing(engagement))) return [];
  return engagement.undone
    ? [{ label: "Put it back", command: "fix restore", values }, list]
    : [{ label: "Undo", command: "fix undo", values }, list];
}
