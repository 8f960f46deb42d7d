import { retentionList } from "../retention/list.ts";
import { adminHoldAdd, adminHoldEnd } from "./admin.ts";
import { adminHoldList, reportRecords, reportRecordsList } from "./records.ts";

/** What is kept, for whom, and how long. */
export const keepingCommands = [
  adminHoldAdd,
  adminHoldEnd,
  adminHoldList,
  reportRecords,
  reportRecordsList,
  retentionList,
];
