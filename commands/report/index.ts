import type { Command } from "../../src/core/command/command.ts";
import { reportAnnual, reportClerk } from "./annual.ts";
import { reportApprove, reportDecision, reportReturn } from "./decide.ts";
import { reportExport } from "./export.ts";
import { reportQuarterly } from "./quarterly.ts";
import { reportAnalysis, reportCover, reportStatement } from "./record-papers.ts";
import { reportSend } from "./send.ts";
import { reportList, reportShow } from "./show.ts";
import { reportSubmit } from "./submit.ts";
import { reportWrite } from "./write.ts";

/** Everything about reports, in the order in which they are made. */
export const reports: readonly Command[] = [
  reportAnnual,
  reportClerk,
  reportCover,
  reportStatement,
  reportAnalysis,
  reportExport,
  reportQuarterly,
  reportWrite,
  reportSend,
  reportApprove,
  reportReturn,
  reportDecision,
  reportSubmit,
  reportShow,
  reportList,
];
