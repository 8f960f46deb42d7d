import Fuse from "fuse.js";
import { printDate, quarterOf } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { absent, type FieldOf, found } from "../../src/core/command/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Block, facts, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { SECTORS } from "../../src/domain/engagement/kinds/index.ts";
import { isActive, PARTNER_CLASSES, type Partner } from "../../src/domain/partner/partners.ts";
import { PARTNER } from "./record.ts";
import { classLabel, sectorLabel, standing } from "./words.ts";

const QUESTION =
  /\b(?:list|show|find|which|what|how many|who are|all|our|the|partners?|are there|do we have|active|of|city|in)\b|\?/gi;

/** A name or a focus; the words of the question itself are none. */
function query(): FieldOf<string, true> {
  const rest = textField({ label: "Name or focus", from: "rest", optional: true, keys: ["name", "focus"] });
  return {
    ...rest,
    find: (sentence, context) => {
      const said = rest.find(sentence, context);
      const words = said.state === "found" ? said.value.replace(QUESTION, " ").replace(/\s+/g, " ").trim() : "";
      return words === "" ? absent : found(words);
    },
  };
}

const MOST = 50;
const NOTES = 20;

/** Rows D5, D8, D13, D16. */
export const partnerFind = defineCommand({
  name: "partner find",
  summary: "Find partner organizations: who they are, when we last were in contact, and which sectors have none.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: {
    sector: choice({ label: "Sector", choices: SECTORS, optional: true }),
    class: choice({ label: "Class", choices: PARTNER_CLASSES, optional: true }),
    query: query(),
  },
  cues: {
    tells: "question",
    patterns: [[/\b(?:list|show|find|which|what|how many|who are)\b.*\bpartners?\b(?!=)/, 4]],
  },
  examples: ["find", "find urban league", "find sector=housing"],
  scope: () => ({ to: "open" }),
  execute: async (values, env) => {
    const all = await env.stores.partners.list(env.today);
    const asked = values.query;
    const kept = all.filter(
      (one) =>
        (values.sector === undefined || one.sector === values.sector) &&
        (values.class === undefined || one.class === values.class),
    );
    const hits = asked === undefined ? kept : search(kept, asked);
    const [only] = hits;
    if (only && hits.length === 1 && asked !== undefined) return shown(only, env);
    const whole = asked === undefined && values.sector === undefined && values.class === undefined;
    return reply(
      heading(`Partners${asked === undefined ? "" : ` like “${asked}”`}`),
      ...(whole ? summaryOf(all, env) : []),
      ...(hits.length === 0 ? [text("No partner on record.")] : listed(hits, env)),
    );
  },
});

export function search(all: readonly Partner[], query: string): Partner[] {
  const byId = all.filter(({ id }) => id === query.toUpperCase());
  if (byId.length > 0) return byId;
  const fuse = new Fuse(all, { keys: ["name", "focus"], threshold: 0.35, ignoreLocation: true });
  return fuse.search(query.slice(0, 60)).map(({ item }) => item);
}

async function shown(partner: Partner, env: Env): Promise<Reply> {
  const notes = await env.stores.partners.notes(partner.id, NOTES);
  const { changed: _nothing, ...answer } = PARTNER.receipt(
    `${partner.id} · ${standing(partner, env.today)}`,
    partner,
    env,
    notes.map((one) => text(`${printDate(one.on)}, ${one.authorName}: ${one.text}`)),
  );
  return answer;
}

function summaryOf(all: readonly Partner[], { today, city }: Env): Block[] {
  const { start } = quarterOf(today, city);
  const active = all.filter((one) => isActive(one, today)).length;
  const rows = SECTORS.map(({ value, label }) => {
    const of = all.filter((one) => one.sector === value).length;
    return [label, of === 0 ? "none" : String(of)];
  });
  return [
    facts(
      { label: "Partners", value: String(all.length) },
      { label: "Active (contact within 12 months)", value: `${active} of ${all.length}` },
      { label: "New this quarter", value: String(all.filter((one) => one.addedOn >= start).length) },
    ),
    {
      kind: "table",
      caption: "Partners by sector",
      columns: [{ label: "Sector" }, { label: "Partners", numeric: true }],
      rows,
    },
  ];
}

function listed(found: readonly Partner[], { today }: Env): Block[] {
  const columns = ["Record", "Name", "Class", "Sector", "Last contact", "Standing"].map((label) => ({ label }));
  const rows = found
    .slice(0, MOST)
    .map((one) => [
      one.id,
      one.name,
      classLabel(one.class),
      sectorLabel(one.sector),
      one.lastOn === undefined ? "never" : printDate(one.lastOn),
      standing(one, today),
    ]);
  const more =
    found.length > MOST ? [text(`The list ends with ${MOST} of ${found.length}. Ask for a name or a sector.`)] : [];
  return [{ kind: "table", caption: "Partners on record", columns, rows, list: true }, ...more];
}
