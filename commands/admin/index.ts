import type { Command } from "../../src/core/command/command.ts";
import { adminClose, adminReopen } from "./close.ts";
import { adminCourse } from "./course.ts";
import { adminDepartment } from "./department.ts";
import { adminDepartmentMerge, adminDepartmentRestore, adminDepartmentRetire } from "./department-end.ts";
import { directoryCommands } from "./directory.ts";
import { adminDuty } from "./duty.ts";
import { adminGolive } from "./golive.ts";
import { adminHeadcount } from "./headcount.ts";
import { adminHolidays } from "./holidays.ts";
import { leavesCommands } from "./leaves.ts";
import { adminRoleConfirm } from "./officer.ts";
import { adminOfficerList } from "./officer-term.ts";
import { adminOfficerTerm } from "./officer-term-add.ts";
import { adminPeople } from "./people.ts";
import { adminPlace } from "./place.ts";
import { adminRole, adminRoleEnd } from "./role.ts";

/** What administrators and the officer set up. */
export const adminCommands: readonly Command[] = [
  ...adminPeople,
  ...directoryCommands,
  ...leavesCommands,
  adminRole,
  adminOfficerTerm,
  adminOfficerList,
  adminRoleEnd,
  adminRoleConfirm,
  adminHeadcount,
  adminClose,
  adminReopen,
  adminDuty,
  adminHolidays,
  adminPlace,
  adminGolive,
  adminDepartment,
  adminDepartmentRetire,
  adminDepartmentMerge,
  adminDepartmentRestore,
  adminCourse,
];
