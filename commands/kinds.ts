import { recordKinds } from "../src/core/records/registry.ts";
import { OFFICER_TERM } from "./admin/officer-term.ts";
import { AMBASSADOR } from "./ambassador/record.ts";
import { RECOMMENDATION } from "./analysis/recommendation.ts";
import { ANALYSIS } from "./analysis/record.ts";
import { CHANGE } from "./change/record.ts";
import { ENGAGEMENT } from "./engagement/record.ts";
import { HOLD, RECORD_REQUEST } from "./hold/record.ts";
import { MEASURE_RECORD } from "./measure/kind.ts";
import { ANSWER } from "./nudge/record.ts";
import { PARTNER } from "./partner/record.ts";
import { PROGRESS } from "./plan/record.ts";
import { PAPER, PAPER_STEP } from "./report/record.ts";
import { LEAD } from "./roster/record.ts";
import { BOARD, POST } from "./roster/records.ts";
import { STATEMENT_RECORD } from "./statement/record.ts";
import { TRAINING } from "./training/record.ts";
import { VISION_RECORD } from "./vision/record.ts";

/** Every kind of record there is. A new kind is a line here, and its commands lines in index.ts. */
export const kinds = recordKinds([
  TRAINING,
  AMBASSADOR,
  LEAD,
  POST,
  BOARD,
  OFFICER_TERM,
  ANALYSIS,
  ENGAGEMENT,
  PARTNER,
  MEASURE_RECORD,
  VISION_RECORD,
  PROGRESS,
  ANSWER,
  CHANGE,
  RECOMMENDATION,
  STATEMENT_RECORD,
  PAPER,
  PAPER_STEP,
  HOLD,
  RECORD_REQUEST,
]);
