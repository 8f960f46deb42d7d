import type { ScimCondition } from "../../src/domain/import/scim.ts";
import { ScimError } from "./error.ts";
import { fieldOf } from "./user.ts";

const CONDITION =
  /^\s*([\w.:$-]+(?:\[[^\]]{0,100}\])?(?:\.\w+)?)\s+eq\s+("(?:[^"\\]|\\.){0,1000}"|true|false|\d{1,20})\s*(?:and\s+(?=\S)|$)/i;

/** `userName eq "ana" and active eq true`: what Entra and Okta ask. */
export function conditionsIn(filter: string | undefined): ScimCondition[] {
  if (filter === undefined || filter.trim() === "") return [];
  const found: ScimCondition[] = [];
  for (let rest = filter; rest !== ""; ) {
    const match = CONDITION.exec(rest);
    const [whole = "", path = "", value = ""] = match ?? [];
    const field = /^id$/i.test(path) ? "id" : fieldOf(path);
    if (!match || field === undefined || found.length >= 10)
      throw new ScimError(400, `Only "eq" joined by "and", on attributes kept here, can be asked`, "invalidFilter");
    found.push({ field, value: plain(value) });
    rest = rest.slice(whole.length);
  }
  return found;
}

function plain(value: string): string {
  if (!value.startsWith('"')) return value.toLowerCase();
  try {
    return String(JSON.parse(value))
      .replaceAll("\0", "")
      .replace(/\p{Surrogate}/gu, "");
  } catch {
    throw new ScimError(400, "The filter's text is not closed", "invalidFilter");
  }
}
