import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { button, form, openTown, read, recordIn, type Town } from "../support/town.ts";

const folder = mkdtempSync(path.join(tmpdir(), "embedded-town-"));
let town: Town;

beforeAll(async () => {
  town = await openTown(readConfig({ DATA_DIR: folder, DEMO: "off", LOG_LEVEL: "silent" }));
});
afterAll(async () => {
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

test("on the embedded database a training is logged, named, corrected, undone and put back", async () => {
  const receipt = await town.say("bo.chen", "/training 12 people took Anti-Racism 101 yesterday");
  const id = recordIn(receipt);
  const names = form(await town.press("bo.chen", button(receipt, "Add names")));
  const preview = await town.send("bo.chen", names, { sheet: "Ana Torres\nLee Nakamura" });
  const named = await town.press("bo.chen", button(preview, "Save 2 names"));
  const edit = form(await town.press("bo.chen", button(named, "Edit")));
  const corrected = await town.send("bo.chen", edit, { "changes.employees": "11", reason: "one left early" });
  const undone = await town.press("bo.chen", button(corrected, "Undo"));
  const back = await town.press("bo.chen", button(undone, "Put it back"));

  expect(read(corrected)).toContain(`Corrected ${id}`);
  expect(read(undone)).toContain(`Undone ${id}`);
  expect(read(back)).toContain("Public Works · 11 employees\nNamed: Ana Torres, Lee Nakamura");
  expect(read(await town.say("lee.nakamura", "me"))).toContain("Anti-Racism 101 | Fri 20 Nov 2026");
});

test("on the embedded database four presses of one request record once, too", async () => {
  const four = await Promise.all(
    [1, 2, 3, 4].map(() => town.say("bo.chen", "course=ada date=2026-11-02 employees=5", { id: "embedded-four" })),
  );

  expect(new Set(four.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(read(await town.say("bo.chen", "training sessions course=ada")).match(/TR-2026-/g)).toHaveLength(1);
});
