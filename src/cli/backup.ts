import { renameSync, rmSync, writeFileSync } from "node:fs";
import { restoreInto } from "../app/app.ts";
import { Refusal } from "../core/request/errors.ts";
import { readBytes } from "./file.ts";
import { JSON_OPTION, type Operation, print, withApp } from "./operation.ts";

export const backup: Operation = {
  name: "backup",
  usage: "backup FILE                       the embedded database as one file",
  options: JSON_OPTION,
  positionals: [1, 1],
  run: (args, open) =>
    withApp(open, async (app) => {
      const [file = ""] = args.positionals;
      const archive = await app.backup();
      writeWhole(file, archive);
      print(args, { file, bytes: archive.length }, `${file} holds the whole database (${megabytes(archive)} MB).`);
      return 0;
    }),
};

export const restore: Operation = {
  name: "restore",
  usage: "restore [FILE]                    put a backup into DATA_DIR; without a file: after pg_restore",
  options: JSON_OPTION,
  positionals: [0, 1],
  run: async (args, open, config) => {
    const [file] = args.positionals;
    if (file !== undefined) await restoreInto(config(), readBytes(file));
    return withApp(open, async (app) => {
      const stopped = await app.afterRestore();
      const listed =
        stopped === 0 ? "No message was on its way." : `${stopped} on their way are listed, and not sent again.`;
      const words = `The database is restored. ${listed} Nothing goes out by itself before the officer's next "admin golive".`;
      print(args, { restored: true, stopped }, words);
      return 0;
    });
  },
};

const megabytes = ({ length }: Uint8Array) => Math.max(1, Math.round(length / 1_000_000));

/** Beside its place first, for its owner only: a file of that name is never half a backup, and never written over. */
function writeWhole(file: string, bytes: Uint8Array): void {
  const draft = `${file}.${process.pid}.part`;
  try {
    writeFileSync(file, "", { flag: "wx", mode: 0o600 });
    writeFileSync(draft, bytes, { mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    rmSync(draft, { force: true });
    if (code === "EEXIST") throw new Refusal(`${file} is there already. Name another file.`);
    rmSync(file, { force: true });
    throw new Refusal(`${file} cannot be written (${code}). Name a folder with enough space that you may write to.`);
  }
}
