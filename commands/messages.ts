import { ANSWER } from "../src/core/deliveries/answers.ts";
import type { MessageKind } from "../src/core/deliveries/messages.ts";
import { directoryDepartment } from "./admin/directory.ts";
import { leavesHeld } from "./admin/leaves.ts";
import { officerToConfirm } from "./admin/officer.ts";
import { ambassadorAnswer, ambassadorInvitation } from "./ambassador/invitation.ts";
import { analysisInvitation, analysisReviewed } from "./analysis/messages.ts";
import { weeklyDigest } from "./digest/weekly.ts";
import { askedAgain } from "./nudge/again.ts";
import { announcement } from "./nudge/announcement.ts";
import { followUp } from "./nudge/follow-up.ts";
import { nudgeDecided, nudgeExempted } from "./nudge/messages.ts";
import { quarterlyNudge } from "./nudge/quarterly.ts";
import { quarterlySummary } from "./nudge/summary.ts";
import { confirmBegun, signedIn, signInLink } from "./page/messages.ts";
import { reminder } from "./reminder/reminder.ts";
import { termsEnd } from "./reminder/terms-end.ts";
import { paperApproved, paperDecided, paperReview } from "./report/messages.ts";
import { connectionRefused } from "./status/connection-refused.ts";
import { notMe } from "./training/not-me.ts";
import { recordedYou } from "./training/recorded-you.ts";

/** Every kind of message that nobody asked for. A new one is a file and a line here. */
export const messageKinds: readonly MessageKind[] = [
  recordedYou,
  notMe,
  ambassadorInvitation,
  ambassadorAnswer,
  analysisInvitation,
  analysisReviewed,
  connectionRefused,
  officerToConfirm,
  leavesHeld,
  directoryDepartment,
  quarterlyNudge,
  followUp,
  nudgeExempted,
  nudgeDecided,
  quarterlySummary,
  askedAgain,
  announcement,
  reminder,
  termsEnd,
  paperReview,
  paperDecided,
  paperApproved,
  signInLink,
  signedIn,
  confirmBegun,
  weeklyDigest((kind) => messageLabel(kind)),
];

/** What an officer calls a kind of message. */
export const messageLabel = (kind: string): string =>
  [...messageKinds, ANSWER].find(({ name }) => name === kind)?.label ?? kind;
