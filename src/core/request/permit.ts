import { departmentName } from "../catalog/catalog.ts";
import type { Command, Env } from "../command/command.ts";
import { type Actor, may, rolesOf, type Scope } from "./actor.ts";
import { Denied } from "./errors.ts";

/** Whether the person may do it with these values. */
export interface Permit {
  allowed: boolean;
  /** The department they have just said to be theirs, because none was on record. */
  claims: string | undefined;
  scope: Scope;
}

/** Looks the role up before anything is understood. */
export function requireRole(actor: Actor, command: Command): void {
  if (mayUse(actor, command)) return;
  throw new Denied(`"${command.name}" is for ${inWords(command.roles)} only. Your equity officer can help.`);
}

export const mayUse = (actor: Actor, command: Command): boolean =>
  command.roles.some((role) => rolesOf(actor).includes(role));

function inWords(roles: Command["roles"]): string {
  const plural = roles.map((role) => `${role}s`.replace(/^admins$/, "administrators"));
  return plural.length < 2 ? plural.join("") : `${plural.slice(0, -1).join(", ")} and ${plural.at(-1)}`;
}

/** Compares what the values touch with what the person may touch. */
export async function permitFor(command: Command, values: Record<string, unknown>, env: Env): Promise<Permit> {
  const scope = await command.scope(values, env);
  if (may(env.actor, scope)) return { allowed: true, claims: undefined, scope };
  const claims = claimIn(command, values, env.actor, scope);
  const allowed = claims !== undefined && may({ ...env.actor, department: claims }, scope);
  return { allowed, claims: allowed ? claims : undefined, scope };
}

/**
 * Someone without a department who logs for one is asked no more: it is their default from then on. Only logging makes
 * one: whoever reads, or may write for that department anyway, has not said where they belong.
 */
function claimIn(command: Command, values: Record<string, unknown>, actor: Actor, scope: Scope): string | undefined {
  const { department } = values;
  const asked = command.fields.department?.fallback !== undefined && typeof department === "string";
  return asked && actor.department === undefined && scope?.to === "log" ? department : undefined;
}

/** Refuses in words, naming the person's own department, which is what most of them meant. */
export async function requirePermit(command: Command, values: Record<string, unknown>, env: Env): Promise<Permit> {
  const permit = await permitFor(command, values, env);
  if (!permit.allowed) throw new Denied(forbidden(permit.scope, env));
  return permit;
}

function forbidden(scope: Scope | undefined, { actor, catalog }: Env): string {
  const subject = scope !== undefined && "of" in scope ? scope.of : undefined;
  const department = subject && "department" in subject ? subject.department : undefined;
  const where = department === undefined ? "" : ` for ${departmentName(catalog, department)}`;
  const own =
    actor.department === undefined ? "" : `Your own department is ${departmentName(catalog, actor.department)}. `;
  return `You may not do that${where}. ${own}Ask that department's lead or the equity officer.`;
}
