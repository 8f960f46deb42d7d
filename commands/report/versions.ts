import type { PaperKindName, PaperStatus } from "../../src/domain/paper/papers.ts";
import type { PaperRecord } from "../../src/domain/paper/records.ts";
import { isApproved, isSubmitted, standingOf } from "../../src/domain/paper/standing.ts";
import type { PaperEnv } from "../../src/reports/papers/facts/gather.ts";
import { changesBetween, type FigureChange, recordsBetween } from "../../src/reports/papers/model/changes.ts";
import type { Block, Paper } from "../../src/reports/papers/model/paper.ts";
import { cite, list, paragraph, table } from "../../src/reports/papers/model/words.ts";

/** As many corrections as the trail is asked for, and as many changes as a paper lists. */
const MOST = 200;

export interface Versions {
  /** The number of the next version. */
  next: number;
  /** The newest that was not undone. */
  newest: PaperRecord | undefined;
  /** The newest that is approved. */
  approved: PaperRecord | undefined;
  /** The newest that is with everybody it goes to. */
  submitted: PaperRecord | undefined;
}

export async function versionsOf(
  kind: PaperKindName,
  period: string,
  { stores }: Pick<PaperEnv, "stores">,
): Promise<Versions> {
  const all = await stores.papers.versions(kind, period);
  const live = all.filter(({ undone }) => !undone);
  const [newest] = live;
  const next = (all[0]?.version ?? 0) + 1;
  return { next, newest, approved: live.find(isApproved), submitted: live.find(isSubmitted) };
}

/** A version as it was sent, with where it stands now. */
export async function paperOf(record: PaperRecord, { stores }: Pick<PaperEnv, "stores">, status?: PaperStatus) {
  const content = JSON.parse(await stores.papers.json(record.id)) as Omit<Paper, "status">;
  return { ...content, status: status ?? statusOf(record) } satisfies Paper;
}

function statusOf(record: PaperRecord): PaperStatus {
  const standing = standingOf(record);
  return standing === "returned" || standing === "undone" ? "draft" : standing;
}

export interface Difference {
  changes: readonly FigureChange[];
  /** Records that count otherwise now, with the reasons that were given for it. */
  corrected: readonly { id: string; reasons: readonly string[] }[];
}

/** What a version said, and what a draft says now. */
export async function differenceFrom(record: PaperRecord, draft: Paper, env: PaperEnv): Promise<Difference> {
  const before = await paperOf(record, env);
  const changes = changesBetween(before, draft);
  const ids = changes.length === 0 ? [] : recordsBetween(before, draft);
  const entries = ids.length === 0 ? [] : await correctionsOf(ids, record, env);
  const corrected = ids.map((id) => ({
    id,
    reasons: [
      ...new Set(
        entries.flatMap(({ subject, details: { reason } }) => (subject === id && reason ? [String(reason)] : [])),
      ),
    ],
  }));
  return { changes, corrected };
}

const correctionsOf = (subjects: readonly string[], { recordedAt }: PaperRecord, { stores }: PaperEnv) =>
  stores.audit.entries({ subjects, start: recordedAt, limit: MOST });

/** "Training by quarter · Q3 · Attendance: was 412, is 411"; a sentence stands in quotes. */
export const changeLine = ({ section, what, was, is }: FigureChange): string =>
  what === "" ? `${section}: was "${was}", is "${is}"` : `${what}: was ${was}, is ${is}`;

/** ", because one was counted twice"; nothing where nobody gave a reason. */
export function reasonsIn({ corrected }: Difference): string {
  const all = [...new Set(corrected.flatMap(({ reasons }) => reasons))];
  return all.length === 0 ? "" : `, because ${all.join("; ")}`;
}

/** What a new version says first: what was so, what is so, and why. */
export function changedBlocks({ changes, corrected }: Difference, because: string): Block[] {
  const rows = changes
    .slice(0, MOST)
    .map(({ section, what, was, is }) => [section, what === "" ? "In words" : what, was, is]);
  const more = changes.length - rows.length;
  const why = corrected.filter(({ reasons }) => reasons.length > 0).slice(0, MOST);
  return [
    paragraph(`Because: ${because}`),
    table("What was reported, and what is so", ["Section", "What", "Was", "Is"], rows),
    ...(more > 0 ? [paragraph(`And ${more} more.`)] : []),
    ...list(why.map(({ id, reasons }) => [`Corrected because ${reasons.join("; ")}.`, ...cite([id])])),
  ];
}
