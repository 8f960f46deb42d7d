import { printDay } from "../../../core/calendar/calendar.ts";
import { isAboutRecord } from "../../../domain/paper/papers.ts";
import { paperHash } from "./canonical.ts";
import type { Paper } from "./paper.ts";

/** What stands on every page of a paper that nobody has approved; nothing on one that is. */
export function standingOf({ status, asOf, complete }: Paper): string | undefined {
  const asOfWords = `figures as of ${printDay(asOf)}`;
  switch (status) {
    case "draft":
      return `DRAFT: ${asOfWords}, ${complete.done} of ${complete.of} parts complete. Not approved.`;
    case "in review":
      return `IN REVIEW: ${asOfWords}. Not approved yet.`;
    case "superseded":
      return "SUPERSEDED: there is a newer version of this paper.";
    case "complete":
    case "approved":
    case "submitted":
      return undefined;
    default:
      return status satisfies never;
  }
}

/** What stands below the title, in all formats. */
export function coverLines(paper: Paper): { label: string; value: string }[] {
  const { kind, covers, recipients, purpose, author, asOf, version, supersedes, because, evidence } = paper;
  const lines: [string, string | undefined][] = [
    [isAboutRecord(kind) ? "About" : "Period", covers],
    ["To", recipients.length === 0 ? undefined : recipients.join("; ")],
    ["For", purpose],
    ["From", author],
    [isAboutRecord(kind) ? "As of" : "Figures as of", printDay(asOf)],
    ["Version", supersedes === undefined ? String(version) : `${version}, in place of version ${supersedes}`],
    ["Changed because", because],
    ["Audit trail", evidence.auditHead],
    ["Fingerprint", paperHash(paper)],
  ];
  return lines.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}
