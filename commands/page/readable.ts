import type { Env } from "../../src/core/command/command.ts";
import { may } from "../../src/core/request/actor.ts";

/** Departments whose pages this person may open. */
export function readable({ catalog, actor }: Pick<Env, "catalog" | "actor">): { code: string; name: string }[] {
  const all = may(actor, { to: "read", of: { city: true } });
  return catalog.departments
    .filter(({ code }) => all || actor.leads.includes(code))
    .map(({ code, name }) => ({ code, name }));
}
