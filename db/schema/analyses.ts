import { sql } from "drizzle-orm";
import {
  bigint,
  date,
  foreignKey,
  index,
  integer,
  pgSequence,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { analysisTemplates } from "./analysis-templates.ts";
import { departments } from "./departments.ts";
import { people } from "./people.ts";

const person = (name: string) => bigint(name, { mode: "number" }).references(() => people.id);
const day = (name: string) => date(name, { mode: "string" });

/** The register of what has to be analysed, and how far each analysis is (rows C1 to C3). */
export const analyses = pgTable(
  "analyses",
  {
    /** AN-2026-0012. */
    id: text().primaryKey(),
    title: text().notNull(),
    /** The title without case, punctuation and spaces: what makes two titles the same. */
    titleKey: text("title_key").notNull(),
    /** new or existing. */
    kind: text().notNull(),
    /** policy, program, practice or budget, when it was said. */
    subject: text(),
    department: text()
      .notNull()
      .references(() => departments.code),
    /** registered, draft, submitted, returned, completed, evaluated or withdrawn. */
    state: text().notNull(),
    author: person("author").notNull(),
    owner: person("owner").notNull(),
    /** Why it need not be analysed: then it is in no denominator. */
    exempt: text(),
    template: text(),
    templateVersion: integer("template_version"),
    registeredOn: day("registered_on").notNull(),
    startedOn: day("started_on"),
    submittedOn: day("submitted_on"),
    completedOn: day("completed_on"),
    evaluatedOn: day("evaluated_on"),
    withdrawnOn: day("withdrawn_on"),
    /** What the reviewer asked for when returning it. */
    comment: text(),
    reviewer: person("reviewer"),
    /** proceed, modified, stopped or deferred. */
    decision: text(),
    policyChange: text("policy_change"),
    resourceChange: text("resource_change"),
    noChange: text("no_change"),
    evaluationDue: day("evaluation_due"),
    /** yes, partly or no: whether the results were reached. */
    resultsMet: text("results_met"),
    evaluation: text(),
    /** Why it was withdrawn. */
    reason: text(),
    /** Unknown of what was recorded before this was kept. */
    recordedAt: timestamp("recorded_at", { withTimezone: true, mode: "date" }).defaultNow(),
    voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    foreignKey({
      name: "analyses_template_fk",
      columns: [table.template, table.templateVersion],
      foreignColumns: [analysisTemplates.id, analysisTemplates.version],
    }),
    // One open record an item: what is registered twice, or started by two at once, is the same one.
    uniqueIndex("analyses_open")
      .on(table.department, table.titleKey)
      .where(sql`${table.voidedAt} is null and ${table.state} not in ('completed', 'evaluated')`),
    index("analyses_department").on(table.department, table.registeredOn),
  ],
);

/** The number in AN-2026-0012. */
export const analysisNumber = pgSequence("analysis_number");
