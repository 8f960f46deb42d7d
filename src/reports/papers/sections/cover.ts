import { printDay } from "../../../core/calendar/calendar.ts";
import { approvalOf } from "../../../domain/paper/standing.ts";
import type { RecordFacts } from "../facts/record.ts";
import type { Block, Words } from "../model/paper.ts";
import { cite, list, paragraph, table } from "../model/words.ts";
import { itemRows } from "./analysis.ts";
import { changeSentence, dayOr, known } from "./record.ts";
import { type Check, capital, type SectionKind } from "./section.ts";
import { fileRows } from "./statement.ts";

// Rows E31, E32: what is laid before a council, for information or for action, with what comes along.

/** In the officer's words, above what the record itself says. */
export const issue: SectionKind<RecordFacts> = {
  id: "issue",
  title: () => "Issue",
  ownWords: true,
  unsaid: "Not written yet.",
  make: (facts) => ({ facts: [subjectTable(facts)] }),
};

function subjectTable(facts: RecordFacts): Block {
  const { about } = facts;
  switch (about.kind) {
    case "statement":
      return known("The file", fileRows(about.record, facts));
    case "analysis":
      return known("The item", itemRows(about.record, facts));
    case "report":
      return known("The report", [
        ["Report", [about.record.title, ...cite([about.record.id])]],
        ["Period", about.paper.covers],
        ["Version", String(about.record.version)],
        ["Figures as of", printDay(about.record.asOf)],
        ["Fingerprint", about.record.hash],
      ]);
    default:
      return about satisfies never;
  }
}

/** How it came here: the days on record. */
export const background: SectionKind<RecordFacts> = {
  id: "background",
  title: () => "Background",
  make: (facts) => ({ facts: [known("How it came here", backgroundRows(facts))] }),
};

function backgroundRows(facts: RecordFacts): [string, Words | string | undefined][] {
  const { about, plan } = facts;
  switch (about.kind) {
    case "statement": {
      const { dueOn, submittedOn, attachedOn } = about.record;
      return [
        ["Statement due", dayOr(dueOn, "no hearing yet")],
        ["Statement submitted", dayOr(submittedOn, "not yet")],
        ["Attached to the file", dayOr(attachedOn, "not yet")],
        ...restsOn(facts),
      ];
    }
    case "analysis": {
      const { registeredOn, startedOn, submittedOn, completedOn, closing } = about.record;
      return [
        ["Registered", dayOr(registeredOn, "")],
        ["Started", dayOr(startedOn, "not yet")],
        ["Submitted for review", dayOr(submittedOn, "not yet")],
        ["Completed", dayOr(completedOn, "not yet")],
        ["Decision", closing?.decision],
      ];
    }
    case "report":
      return [
        ["Sent for review", printDay(about.record.sentOn)],
        ...about.record.chain.map((role): [string, string] => [
          capital(plan.roles.find(({ id }) => id === role)?.name ?? role),
          dayOr(approvalOf(about.record, role)?.on, "not approved yet").replace(/^(?=\d)/, "approved "),
        ]),
        ...(about.record.because === undefined ? [] : [["Changed because", about.record.because] as [string, string]]),
      ];
    default:
      return about satisfies never;
  }
}

const restsOn = ({ restsOn: analysis }: RecordFacts): [string, Words][] =>
  analysis ? [["Rests on the analysis of", [analysis.title, ...cite([analysis.id])]]] : [];

/** Money and positions on record, each by itself; a report repeats its own section. */
export const fiscalImpact: SectionKind<RecordFacts> = {
  id: "fiscal-impact",
  title: () => "Fiscal impact",
  make: (facts) => {
    const { about, written } = facts;
    const moved = facts.changes.filter(({ kind }) => kind === "resource");
    const repeated =
      about.kind === "report" ? about.paper.sections.find(({ id }) => id === "resource-changes")?.facts : undefined;
    const onRecord = repeated ?? list(moved.map((one) => changeSentence(one, facts)));
    const none = paragraph("No change of money or positions is on record as following from it.");
    return {
      facts: onRecord.length === 0 ? [none] : onRecord,
      checks: [fiscalCheck(about, onRecord.length > 0 || written.has("fiscal-impact"))],
    };
  },
};

const fiscalCheck = ({ record }: RecordFacts["about"], done: boolean): Check => ({
  what: "The fiscal impact is neither on record nor written",
  done,
  weight: 70,
  label: "Write: Fiscal impact",
  command: "report write",
  values: { kind: "cover", period: record.id, section: "fiscal-impact" },
});

/** What the council is asked to do; without it the paper is for information. */
export const askedFor: SectionKind<RecordFacts> = {
  id: "asked",
  title: () => "What is asked",
  unsaid: "Nothing is asked: this paper is for information.",
  make: () => ({ facts: [] }),
};

/** What lies behind the cover: every document, and the SHA-256 by which a file is known again. */
export const attachments: SectionKind<RecordFacts> = {
  id: "attachments",
  title: () => "Attachments",
  make: (facts) => ({ facts: [table("What is attached", ["Document", "How it is known"], attached(facts))] }),
};

function attached(facts: RecordFacts): (Words | string)[][] {
  const { about, restsOn: analysis, city } = facts;
  switch (about.kind) {
    case "statement":
      return [
        [
          [`${city.words.statement} on council file ${about.record.file}`, ...cite([about.record.id])],
          `version ${about.record.version}`,
        ],
        ...(analysis ? [[[`Analysis of ${analysis.title}`, ...cite([analysis.id])], analysis.state]] : []),
      ];
    case "analysis":
      return [[[`Analysis of ${about.record.title}`, ...cite([about.record.id])], about.record.state]];
    case "report":
      return about.files.length === 0
        ? [[[`${about.record.title}`, ...cite([about.record.id])], "not approved yet: its files are kept once it is"]]
        : about.files.map(({ format, sha256 }) => [
            [`${about.record.title}, as ${format.toUpperCase()}`, ...cite([about.record.id])],
            `SHA-256 ${sha256}`,
          ]);
    default:
      return about satisfies never;
  }
}
