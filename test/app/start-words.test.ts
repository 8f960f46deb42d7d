import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { startWords } from "../../src/app/start-words.ts";

const failureOf = (dataDir: string) =>
  openDatabase({ dataDir }).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a process that cannot start says what to do", () => {
  test("where its directory is a file", async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "equity-start-")), "a-file");
    writeFileSync(file, "");
    expect(startWords(await failureOf(file))).toContain("is a file. Set it to a directory.");
  });

  test("where its embedded database is damaged", { timeout: 60_000 }, async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "equity-start-"));
    mkdirSync(path.join(dataDir, "postgres"));
    writeFileSync(path.join(dataDir, "postgres", "PG_VERSION"), "nonsense");
    expect(startWords(await failureOf(dataDir))).toMatch(/the embedded database in .* is damaged. Restore a backup/);
  });

  test.each([
    ["ENOSPC", "Free some, and start again."],
    ["EACCES", "set DATA_DIR to a directory of its own"],
    ["42501", "Set MIGRATION_DATABASE_URL to the owner of the tables."],
    ["42P07", "its tables are not those of this version"],
    ["XX999", "Set LOG_LEVEL=debug"],
  ])("after %s", (code, words) => {
    const error = new Error("minified", { cause: Object.assign(new Error("inner"), { code }) });
    expect(startWords(error)).toContain(words);
    expect(startWords(error)).not.toContain("minified");
  });
});
