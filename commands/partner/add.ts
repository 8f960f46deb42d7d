import Fuse from "fuse.js";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { written } from "../../src/core/reply/form.ts";
import { text } from "../../src/core/reply/reply.ts";
import { askToConfirm } from "../../src/core/request/ask.ts";
import type { Partner } from "../../src/domain/partner/partners.ts";
import { partnerFields } from "./fields.ts";
import { PARTNER, toPartner } from "./record.ts";
import { partnerOf, WRITING } from "./words.ts";

/** Row D8. */
export const partnerAdd = defineCommand({
  name: "partner add",
  summary: "Add an organization to the partner database.",
  roles: ["officer"],
  rootDefault: true,
  fields: partnerFields,
  cues: {
    tells: "wish",
    patterns: [[/\badd\b.*\b(?:as an? (?:new |community )*partner|to (?:the|our) partners?)\b|\bnew partner\b/, 4]],
  },
  examples: [
    'add "Sixteenth Street Center" sector=health class=community languages="Spanish" consent=yes',
    "add the Urban League as a partner",
  ],
  scope: () => WRITING,
  execute: async (values, env) => {
    const alike = await similar(values.name, env);
    if (alike.length > 0 && !env.confirmed.includes("another-partner"))
      return askToConfirm(
        "partner add",
        written({ fields: partnerFields }, values),
        [question(values.name, alike)],
        env.confirmed,
      );
    const { outcome, id } = await env.stores.partners.add(await toPartner(values, env), env.today, env.write);
    const partner = await partnerOf(id, env);
    if (outcome === "added") return PARTNER.receipt(`Added ${id}`, partner, env);
    return PARTNER.receipt("On record already", partner, env, [text("Nothing new was saved.")]);
  },
});

/** Partners whose names are nearly the same; the very same is decided by the database. */
async function similar(name: string, env: Env): Promise<Partner[]> {
  const all = await env.stores.partners.list(env.today);
  if (all.some((one) => one.name.toLowerCase() === name.toLowerCase())) return [];
  // Either may be the longer one: "Urban League", "Milwaukee Urban League".
  return all.filter((one) => isLike(one.name, name) || isLike(name, one.name)).slice(0, 3);
}

const isLike = (longer: string, shorter: string): boolean =>
  new Fuse([longer], { threshold: 0.3, ignoreLocation: true }).search(shorter.slice(0, 60)).length > 0;

const question = (name: string, alike: readonly Partner[]) => ({
  id: "another-partner",
  question: `On record ${alike.length === 1 ? "is" : "are"} ${alike.map((one) => `${one.name} (${one.id})`).join(", ")}. Is ${name} another organization?`,
  yes: "Yes, add it",
});
