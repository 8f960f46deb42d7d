import { spawnSync } from "node:child_process";

/** Whether the checks of PDF files can be made: `test.skipIf(!hasQpdf())`. */
export const hasQpdf = (): boolean => spawnSync("qpdf", ["--version"]).status === 0;
