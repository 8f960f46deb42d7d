import { draftAbout, draftOf } from "../../commands/report/paper.ts";
import { messageEnv } from "../clock/clock.ts";
import { isPeriodId, periodOf } from "../core/fields/period.ts";
import type { City } from "../core/places/city.ts";
import type { ReplyFile } from "../core/reply/reply.ts";
import { Refusal } from "../core/request/errors.ts";
import { isAboutRecord, type PaperKindName } from "../domain/paper/papers.ts";
import { type PaperFormat, paperFiles } from "../reports/papers/formats.ts";
import type { Paper } from "../reports/papers/model/paper.ts";
import type { Parts } from "./parts.ts";

/** Papers for the operator: the same as in chat. */
export interface Papers {
  draft(kind: PaperKindName, subject: string, forPublic: boolean): Promise<Paper>;
  print(paper: Paper, formats: readonly PaperFormat[]): Promise<ReplyFile[]>;
}

export const papersOf = (parts: Parts): Papers => ({
  draft: async (kind, subject, forPublic) => {
    const env = await messageEnv(parts, parts.clock());
    const { paper } = isAboutRecord(kind)
      ? await draftAbout(kind, subject.toUpperCase(), env, { forPublic })
      : await draftOf(kind, periodTyped(subject, env.city), env, { forPublic });
    return paper;
  },
  print: paperFiles,
});

/** A period as an operator types it: its id and nothing else. */
function periodTyped(typed: string, city: City) {
  if (isPeriodId(typed, city)) return periodOf(typed, city);
  const year = city.fiscalStartMonth === 1 ? "2026" : "FY2026";
  throw new Refusal(`"${typed}" is not a period. Write it like ${year}, ${year}-Q4 or 2026-01-01..2026-06-30.`);
}
