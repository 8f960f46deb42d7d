import type { Command } from "../src/core/command/command.ts";
import { adminClose, adminReopen } from "./admin/close.ts";
import { adminCourse } from "./admin/course.ts";
import { adminDepartment } from "./admin/department.ts";
import { adminDepartmentMerge, adminDepartmentRestore, adminDepartmentRetire } from "./admin/department-end.ts";
import { directoryCommands } from "./admin/directory.ts";
import { adminDuty } from "./admin/duty.ts";
import { adminGolive } from "./admin/golive.ts";
import { adminHeadcount } from "./admin/headcount.ts";
import { adminHolidays } from "./admin/holidays.ts";
import { leavesCommands } from "./admin/leaves.ts";
import { adminRoleConfirm } from "./admin/officer.ts";
import { adminPerson } from "./admin/person.ts";
import { adminPersonConfirm } from "./admin/person-confirm.ts";
import { adminPersonLeave } from "./admin/person-leave.ts";
import { adminPersonMerge } from "./admin/person-merge.ts";
import { adminPersonMove } from "./admin/person-move.ts";
import { adminPersonRename } from "./admin/person-rename.ts";
import { adminPlace } from "./admin/place.ts";
import { adminRole, adminRoleEnd } from "./admin/role.ts";
import { ambassadorAccept, ambassadorDecline } from "./ambassador/answer.ts";
import { ambassadorEnd } from "./ambassador/end.ts";
import { ambassadorList } from "./ambassador/list.ts";
import { ambassadorRecruit } from "./ambassador/recruit.ts";
import { analysisComplete } from "./analysis/complete.ts";
import { analysisEvaluate } from "./analysis/evaluate.ts";
import { analysisExempt } from "./analysis/exempt.ts";
import { analysisInvite } from "./analysis/invite.ts";
import { analysisList } from "./analysis/list.ts";
import { analysisRecommend, analysisRecommendAnswer } from "./analysis/recommend.ts";
import { analysisRecommendList } from "./analysis/recommend-list.ts";
import { analysisRegister } from "./analysis/register.ts";
import { analysisReturn } from "./analysis/return.ts";
import { analysisShow } from "./analysis/show.ts";
import { analysisStart } from "./analysis/start.ts";
import { analysisStep } from "./analysis/step.ts";
import { analysisSubmit } from "./analysis/submit.ts";
import { analysisWithdraw } from "./analysis/withdraw.ts";
import { auditShow } from "./audit/show.ts";
import { changeList } from "./change/list.ts";
import { changeNone } from "./change/none.ts";
import { changePolicy } from "./change/policy.ts";
import { changeResource } from "./change/resource.ts";
import { statusDigest } from "./digest/show.ts";
import { engagementClose } from "./engagement/close.ts";
import { engagementList } from "./engagement/list.ts";
import { engagementLog } from "./engagement/log.ts";
import { fixLately } from "./fix/edited.ts";
import { fix } from "./fix/fix.ts";
import { fixRestore, fixUndo } from "./fix/undo.ts";
import { help } from "./help/help.ts";
import { historyChanges } from "./history/changes.ts";
import { historyRecord } from "./history/record.ts";
import { keepingCommands } from "./hold/commands.ts";
import { ownPages } from "./me/begin.ts";
import { measureBaseline } from "./measure/baseline.ts";
import { measureDefine } from "./measure/define.ts";
import { measureRecord } from "./measure/record.ts";
import { measureShow } from "./measure/show.ts";
import { nudgeAccept, nudgeDecline } from "./nudge/decide.ts";
import { nudgeExempt } from "./nudge/exempt.ts";
import { nudgeHandover } from "./nudge/handover.ts";
import { nudgeList } from "./nudge/list.ts";
import { adminAnnounce, nudgeNow } from "./nudge/now.ts";
import { nudgeSnooze } from "./nudge/snooze.ts";
import { pageDepartment } from "./page/department.ts";
import { pageEnd } from "./page/end.ts";
import { pageOpen } from "./page/open.ts";
import { pageOverview } from "./page/overview.ts";
import { pageRegister } from "./page/register.ts";
import { partnerAdd } from "./partner/add.ts";
import { partnerFind } from "./partner/find.ts";
import { partnerLast } from "./partner/last.ts";
import { partnerMerge } from "./partner/merge.ts";
import { partnerNote } from "./partner/note.ts";
import { partnerSponsorship } from "./partner/sponsorship.ts";
import { planRaci } from "./plan/raci.ts";
import { planShow } from "./plan/show.ts";
import { planUpdate } from "./plan/update.ts";
import { reportAnnual, reportClerk } from "./report/annual.ts";
import { reportApprove, reportDecision, reportReturn } from "./report/decide.ts";
import { reportExport } from "./report/export.ts";
import { reportQuarterly } from "./report/quarterly.ts";
import { reportSend } from "./report/send.ts";
import { reportList, reportShow } from "./report/show.ts";
import { reportSubmit } from "./report/submit.ts";
import { reportWrite } from "./report/write.ts";
import { rosterBoard } from "./roster/board.ts";
import { rosterLead, rosterLeadEnd, rosterLeadShow } from "./roster/lead.ts";
import { rosterCet, rosterCommittee, rosterEnd, rosterHead } from "./roster/posts.ts";
import { rosterShow } from "./roster/show.ts";
import { rosterWho } from "./roster/who.ts";
import { statementAdd } from "./statement/add.ts";
import { statementAttach, statementOutcome, statementSubmit } from "./statement/council.ts";
import { statementList, statementShow } from "./statement/show.ts";
import { statementWrite } from "./statement/write.ts";
import { statusDeliveries, statusResend } from "./status/deliveries.ts";
import { statusDue } from "./status/due.ts";
import { status } from "./status/status.ts";
import { trainingCourses } from "./training/courses.ts";
import { trainingDue } from "./training/due.ts";
import { trainingLog } from "./training/log.ts";
import { trainingNames } from "./training/names.ts";
import { trainingNotMe } from "./training/not-me.ts";
import { trainingSessions } from "./training/sessions.ts";
import { trainingSheet } from "./training/sheet.ts";
import { trainingTable } from "./training/table.ts";
import { trainingTaken } from "./training/taken.ts";
import { visionAdopt } from "./vision/adopt.ts";
import { visionDraft } from "./vision/draft.ts";
import { visionLink } from "./vision/link.ts";
import { visionShow } from "./vision/show.ts";

/** Every command there is. A new one is a file and a line here; help, forms, permissions and documents follow. */
export const commands: readonly Command[] = [
  trainingLog,
  trainingSessions,
  trainingCourses,
  trainingDue,
  trainingTaken,
  trainingTable,
  trainingNames,
  trainingSheet,
  trainingNotMe,
  engagementLog,
  engagementList,
  engagementClose,
  nudgeList,
  nudgeSnooze,
  nudgeNow,
  adminAnnounce,
  nudgeExempt,
  nudgeHandover,
  nudgeAccept,
  nudgeDecline,
  partnerAdd,
  partnerFind,
  partnerLast,
  partnerNote,
  partnerMerge,
  partnerSponsorship,
  ambassadorRecruit,
  ambassadorAccept,
  ambassadorDecline,
  ambassadorEnd,
  ambassadorList,
  rosterLead,
  rosterLeadEnd,
  rosterLeadShow,
  rosterCommittee,
  rosterCet,
  rosterHead,
  rosterBoard,
  rosterEnd,
  rosterShow,
  rosterWho,
  analysisRegister,
  analysisStart,
  analysisStep,
  analysisInvite,
  analysisSubmit,
  analysisReturn,
  analysisComplete,
  analysisEvaluate,
  analysisWithdraw,
  analysisExempt,
  analysisShow,
  analysisList,
  analysisRecommend,
  analysisRecommendAnswer,
  analysisRecommendList,
  statementAdd,
  statementWrite,
  statementSubmit,
  statementAttach,
  statementOutcome,
  statementShow,
  statementList,
  changePolicy,
  changeResource,
  changeNone,
  changeList,
  measureRecord,
  measureBaseline,
  measureDefine,
  measureShow,
  visionDraft,
  visionAdopt,
  visionLink,
  visionShow,
  planShow,
  planUpdate,
  planRaci,
  ...ownPages,
  pageOpen,
  pageEnd,
  pageOverview,
  pageRegister,
  pageDepartment,
  status,
  statusDue,
  statusDeliveries,
  statusDigest,
  statusResend,
  reportAnnual,
  reportClerk,
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
  auditShow,
  historyRecord,
  historyChanges,
  fix,
  fixUndo,
  ...fixLately,
  fixRestore,
  help,
  adminPerson,
  adminPersonMove,
  adminPersonRename,
  adminPersonLeave,
  adminPersonMerge,
  adminPersonConfirm,
  ...directoryCommands,
  ...leavesCommands,
  adminRole,
  adminRoleEnd,
  adminRoleConfirm,
  adminHeadcount,
  adminClose,
  adminReopen,
  adminDuty,
  adminHolidays,
  adminPlace,
  adminGolive,
  ...keepingCommands,
  adminDepartment,
  adminDepartmentRetire,
  adminDepartmentMerge,
  adminDepartmentRestore,
  adminCourse,
];
