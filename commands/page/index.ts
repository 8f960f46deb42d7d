import type { Command } from "../../src/core/command/command.ts";
import { importFile } from "../import/file.ts";
import { pageDepartment } from "./department.ts";
import { pageEnd } from "./end.ts";
import { pageOpen } from "./open.ts";
import { pageOverview } from "./overview.ts";
import { pageRegister } from "./register.ts";

/** What the pages are read by and lead to. */
export const pageCommands: readonly Command[] = [
  pageOpen,
  pageEnd,
  pageOverview,
  pageRegister,
  pageDepartment,
  importFile,
];
