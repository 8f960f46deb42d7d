import { defineCommand, type Need } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { SPONSORSHIP } from "../../src/domain/engagement/kinds/index.ts";
import { reviewEngagement, toEntry } from "../engagement/entry.ts";
import { type EngagementValues, engagementFields } from "../engagement/fields.ts";
import { recordedEngagement } from "../engagement/record.ts";
import { neededFor } from "../engagement/shape.ts";
import { WRITING } from "./words.ts";

const { partner, title, asked, awarded, type, source, heldOn, closedOn, note } = engagementFields;

/** Row D10: an engagement like the others, with money. */
export const partnerSponsorship = defineCommand({
  name: "partner sponsorship",
  summary: "Record what an organization asked for and what it was awarded for an event.",
  roles: ["officer"],
  fields: {
    partner: { ...partner, label: "Organization", keys: ["org", "to"] },
    title: { ...title, label: "Event", keys: ["event", "name"] },
    asked,
    awarded,
    type: { ...type, label: "Decision" },
    heldOn: { ...heldOn, label: "Requested on" },
    closedOn: { ...closedOn, label: "Decided on" },
    source: { ...source, label: "Requested by" },
    department: department({ default: "author's" }),
    note,
  },
  needs: () => neededFor({ kind: SPONSORSHIP }) as Need<"title" | "partner" | "asked">[],
  cues: { tells: "wish", patterns: [[/\bsponsorship\b.*\b(?:asked|awarded)\s?=/, 5]] },
  examples: [
    'sponsorship partner="Urban League" event="Housing fair" asked=5000 awarded=2500 decision=approved date=2026-10-01 decided=2026-10-15',
  ],
  scope: () => WRITING,
  review: (values, context) => reviewEngagement(sponsored(values), context),
  execute: async (values, env) =>
    recordedEngagement(await env.stores.engagements.record(await toEntry(sponsored(values), env), env.write), env),
});

type Said = Partial<EngagementValues> & Pick<EngagementValues, "heldOn" | "department">;

const NOTHING = Object.fromEntries(Object.keys(engagementFields).map((name) => [name, undefined]));
const sponsored = (values: Said) => ({ ...NOTHING, ...values, kind: SPONSORSHIP }) as EngagementValues;
