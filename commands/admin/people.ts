import type { Command } from "../../src/core/command/command.ts";
import { adminPerson } from "./person.ts";
import { adminPersonConfirm } from "./person-confirm.ts";
import { adminPersonLeave, adminPersonReturn } from "./person-leave.ts";
import { adminPersonMerge, adminPersonUnmerge } from "./person-merge.ts";
import { adminPersonMove } from "./person-move.ts";
import { adminPersonRename } from "./person-rename.ts";

/** Everything an administrator does to people, in the order of help. */
export const adminPeople: readonly Command[] = [
  adminPerson,
  adminPersonMove,
  adminPersonRename,
  adminPersonLeave,
  adminPersonReturn,
  adminPersonMerge,
  adminPersonUnmerge,
  adminPersonConfirm,
];
