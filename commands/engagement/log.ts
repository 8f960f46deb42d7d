import { defineCommand } from "../../src/core/command/command.ts";
import { ENGAGEMENT_KINDS, SPONSORSHIP } from "../../src/domain/engagement/kinds/index.ts";
import { cues } from "./cues.ts";
import { reviewEngagement, toEntry } from "./entry.ts";
import { engagementFields } from "./fields.ts";
import { recordedEngagement } from "./record.ts";
import { neededFor, shapedForm } from "./shape.ts";

/** Rows A4, A11, A15, B6, B15, C4, D1–D22, E3, E5, E17, E20 and E22: what a department did, heard or has to do, of every kind. */
export const engagementLog = defineCommand({
  name: "engagement log",
  summary: "Record an activity, a meeting, a survey or another of its kinds.",
  roles: ["employee", "lead", "officer"],
  rootDefault: true,
  fields: engagementFields,
  needs: neededFor,
  shape: shapedForm,
  cues: cues(ENGAGEMENT_KINDS),
  // Money is the officer's, whoever enters it.
  scope: ({ kind, department }) => ({ to: "log", of: kind === SPONSORSHIP ? { city: true } : { department } }),
  examples: [
    "Ana and Bo led a lunch-and-learn yesterday, 25 people came",
    '"Mapping our streets" led by @ana nov 12, 18 employees and 7 residents',
    'title="Book club" date=2026-11-03 ledBy=@lee employees=9 languages=Spanish',
    "We met with the Urban League yesterday, next meeting on 2027-01-15",
    'survey "Staff climate" invited=120 responses=48 themes="pay, promotion"',
    'audit "No interpreter at the counter" owner=@ana due=2026-12-31',
  ],
  review: reviewEngagement,
  execute: async (values, env) =>
    recordedEngagement(await env.stores.engagements.record(await toEntry(values, env), env.write), env),
});
