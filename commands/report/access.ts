import type { Env } from "../../src/core/command/command.ts";
import type { Scope } from "../../src/core/request/actor.ts";
import { Denied, Refusal } from "../../src/core/request/errors.ts";
import type { PaperRecord } from "../../src/domain/paper/records.ts";
import type { Plan } from "../../src/domain/plan/plan.ts";

// Who may do what with a paper: officers make it, whoever holds a role of its chain decides, and those it goes to read it.

type Known = Pick<Env, "stores" | "today">;

export const OFFICER: Scope = { to: "write", of: { city: true } };

/** The paper a command is about, or a refusal that says where numbers are found. */
export async function paperAt(id: string, { stores }: Pick<Env, "stores">): Promise<PaperRecord> {
  const paper = id.startsWith("RP-") ? await stores.papers.get(id) : undefined;
  if (paper) return paper;
  const because = id.startsWith("RP-") ? `There is no paper ${id}.` : `${id} is not a paper.`;
  throw new Refusal(`${because} "report list" shows them all.`);
}

/** The roles of the plan that somebody holds today. */
export async function rolesHeld(person: number, { stores, today }: Known): Promise<string[]> {
  const held = await stores.duties.held(today);
  return held.filter((one) => one.person === person).map(({ role }) => role);
}

/** Who approves it, or gets it. */
export async function reading(id: string, env: Known & Pick<Env, "actor">): Promise<Scope> {
  const paper = await env.stores.papers.get(id);
  const held = paper ? await rolesHeld(env.actor.id, env) : [];
  const theirs = paper ? [...paper.chain, ...paper.to.map(({ role }) => role)] : [];
  if (held.some((role) => theirs.includes(role))) return { to: "open" };
  return { to: "read", of: { city: true } };
}

/** Deciding is for whoever holds a role of the chain, and for nobody by another right. */
export async function deciding(id: string, env: Env): Promise<Scope> {
  const paper = await paperAt(id, env);
  const held = await rolesHeld(env.actor.id, env);
  if (paper.chain.some((role) => held.includes(role))) return { to: "open" };
  const names = paper.chain.map((role) => roleName(role, env)).join(" and the ");
  throw new Denied(
    `Approving ${id} is for the ${names} only. Who is not in chat gets the file from the officer, who records the decision: report decision ${id}.`,
  );
}

export const roleName = (role: string, { plan }: { plan: Pick<Plan, "roles"> }): string =>
  plan.roles.find(({ id }) => id === role)?.name ?? role;
