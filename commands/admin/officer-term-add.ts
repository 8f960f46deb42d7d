import { defineCommand } from "../../src/core/command/command.ts";
import { recordedReply } from "../../src/core/records/record-kind.ts";
import { OFFICE, OFFICER_TERM, officerTermFields, reviewTerm, toTerm } from "./officer-term.ts";

/** Rows A7, A8: who the mayor appointed, when the council confirmed it and in which file, until when, or who stands in. */
export const adminOfficerTerm = defineCommand({
  name: "admin officer term",
  summary: "Record an equity officer's appointment, confirmation by the council, term, or who acts as one.",
  grave: true,
  roles: ["officer"],
  fields: officerTermFields,
  cues: {
    tells: "past",
    patterns: [
      [/\bappointed\b.*\b(?:equity officer|officer)\b|\bofficer\b.*\bappointed\b|\bacting (?:equity )?officer\b/, 6],
    ],
  },
  examples: [
    "admin officer term @nadia appointed by the mayor on 2024-04-16, confirmed on 2024-05-07, file 240118, until 2028-04-18",
    "admin officer term @lee acting date=2026-11-02 until=2027-01-31",
  ],
  scope: () => OFFICE,
  review: reviewTerm,
  execute: async (values, env) =>
    recordedReply(OFFICER_TERM, await env.stores.officerTerms.record(await toTerm(values, env), env.write), env),
});
