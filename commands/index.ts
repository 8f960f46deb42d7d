import type { Command } from "../src/core/command.ts";
import { adminPersonConfirm } from "./admin/confirm.ts";
import { adminCourse } from "./admin/course.ts";
import { adminDepartment } from "./admin/department.ts";
import { adminHeadcount } from "./admin/headcount.ts";
import { adminPerson } from "./admin/person.ts";
import { adminPersonLeave, adminPersonMerge, adminPersonMove, adminPersonRename } from "./admin/staff.ts";
import { ambassadorAccept, ambassadorDecline } from "./ambassador/answer.ts";
import { ambassadorEnd } from "./ambassador/end.ts";
import { ambassadorList } from "./ambassador/list.ts";
import { ambassadorRecruit } from "./ambassador/recruit.ts";
import { analysisRegister } from "./analysis/register.ts";
import { analysisStart } from "./analysis/start.ts";
import { fix } from "./fix/fix.ts";
import { fixRestore, fixUndo } from "./fix/undo.ts";
import { help } from "./help/help.ts";
import { me } from "./me/me.ts";
import { reportExport } from "./report/export.ts";
import { rosterLead, rosterLeadEnd, rosterLeadShow } from "./roster/lead.ts";
import { status } from "./status/status.ts";
import { trainingCourses } from "./training/courses.ts";
import { trainingDue } from "./training/due.ts";
import { trainingLog } from "./training/log.ts";
import { trainingNames } from "./training/names.ts";
import { trainingSessions } from "./training/sessions.ts";

/** Every command there is. A new one is a file and a line here; help, forms, permissions and documents follow. */
export const commands: readonly Command[] = [
  trainingLog,
  trainingSessions,
  trainingCourses,
  trainingDue,
  trainingNames,
  ambassadorRecruit,
  ambassadorAccept,
  ambassadorDecline,
  ambassadorEnd,
  ambassadorList,
  rosterLead,
  rosterLeadEnd,
  rosterLeadShow,
  analysisRegister,
  analysisStart,
  me,
  status,
  reportExport,
  fix,
  fixUndo,
  fixRestore,
  help,
  adminPerson,
  adminPersonMove,
  adminPersonRename,
  adminPersonLeave,
  adminPersonMerge,
  adminPersonConfirm,
  adminHeadcount,
  adminDepartment,
  adminCourse,
];
