import { departmentName } from "../../src/core/catalog/catalog.ts";
import { isClosed } from "../../src/core/catalog/closed.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type Actor, may, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Analysis } from "../../src/domain/analysis/analyses.ts";

/** The analysis a command is about, or a refusal that says where numbers are found. */
export async function analysisOf(id: string, env: Env): Promise<Analysis> {
  const analysis = id.startsWith("AN-") ? await env.stores.analyses.get(id) : undefined;
  if (analysis) return analysis;
  const because = id.startsWith("AN-") ? `There is no analysis ${id}.` : `${id} is not an analysis.`;
  throw new Refusal(`${because} Its number is on its receipt; "analysis list" shows them all.`);
}

const entry = (author: number, { department }: Analysis, closed = false) =>
  ({ entry: { author, department, closed } }) as const;

/** Writing it is for its owner, those invited, the department's leads and the officer. */
export function writing(analysis: Analysis, actor: Actor): Scope {
  const onTeam = analysis.owner === actor.id || analysis.invited.some(({ id }) => id === actor.id);
  return { to: "write", of: entry(onTeam ? actor.id : analysis.owner, analysis) };
}

/** Reading it is for all who write it, and for whoever reads everything. */
export function reading(analysis: Analysis, actor: Actor): Scope {
  return { ...writing(analysis, actor), to: "read" } as Scope;
}

type Known = Pick<Env, "actor" | "catalog">;

/**
 * What is analysed, who writes it and whether it goes on: for its owner, who registered it, the leads and the officer;
 * once it is completed, until that quarter is closed.
 */
export function deciding(analysis: Analysis, { actor, catalog }: Known): Scope {
  const author = analysis.author === actor.id ? actor.id : analysis.owner;
  return { to: "write", of: entry(author, analysis, isClosed(catalog, analysis.completedOn)) };
}

/** Taking it back is for whoever put it on the register, until it is reviewed or that quarter is closed. */
export function undoing(analysis: Analysis, { catalog }: Pick<Known, "catalog">): Scope {
  const reviewed = analysis.state === "completed" || analysis.state === "evaluated";
  return { to: "write", of: entry(analysis.author, analysis, reviewed || isClosed(catalog, analysis.registeredOn)) };
}

/** Reviewing it is for the department's leads and the officer. */
export function reviewing({ department }: Analysis): Scope {
  return { to: "write", of: { department } };
}

export const mayWrite = (analysis: Analysis, { actor }: Pick<Env, "actor">): boolean =>
  may(actor, writing(analysis, actor));

export const mayReview = (analysis: Analysis, { actor }: Pick<Env, "actor">): boolean =>
  may(actor, reviewing(analysis)) && !reviewsOwn(analysis, actor);

/** Nobody signs off their own analysis; the officer may sign off any. */
const reviewsOwn = (analysis: Analysis, actor: Actor) =>
  analysis.owner === actor.id && !actor.granted.includes("officer");

export function requireOtherReviewer(analysis: Analysis, { actor, catalog }: Env): void {
  if (!reviewsOwn(analysis, actor)) return;
  throw new Refusal(
    `${analysis.id} is yours, so somebody else reviews it: another lead of ${departmentName(catalog, analysis.department)}, or the equity officer. Nothing was changed.`,
  );
}
