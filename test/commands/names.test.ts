import { afterAll, beforeAll, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { button, createTown, filled, form, labels, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;
let day = 0;

beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

/** A receipt of a session by count, each on a day of its own. */
function counted(count = 12): Promise<Reply> {
  day += 1;
  return town.say("bo.chen", `course=ara101 date=2026-09-${String(day).padStart(2, "0")} employees=${count}`);
}

/** The preview of a sheet for a receipt. */
async function previewOf(receipt: Reply, sheet: string): Promise<Reply> {
  const opened = form(await town.press("bo.chen", button(receipt, "Add names")));
  return town.send("bo.chen", opened, { sheet });
}

const attending = async (record: string) =>
  (
    await town.rows<{ name: string }>(
      `select p.name from attendance a join people p on p.id = a.person where a.record = '${record}' and not a.voided order by p.name`,
    )
  ).map(({ name }) => name);

test("a pasted list is shown matched row by row, saved only on request, and makes people trained", async () => {
  const receipt = await counted();
  const preview = await previewOf(receipt, "Ana Torres\n- bo chen\n3. lee.nakamura@milwaukee.example");

  expect(table(preview)).toEqual([
    ["1", "Ana Torres", "Ana Torres (DPW)"],
    ["2", "bo chen", "Bo Chen (DPW)"],
    ["3", "lee.nakamura@milwaukee.example", "Lee Nakamura (DPW)"],
  ]);
  expect(await attending(recordIn(receipt))).toEqual([]);

  const saved = await town.press("bo.chen", button(preview, "Save 3 names"));
  expect(read(saved)).toContain(`Added 3 names to ${recordIn(receipt)}`);
  expect(read(saved)).toContain("Named: Ana Torres, Bo Chen, Lee Nakamura");
  expect(read(saved)).toContain("12 employees");
  expect(await attending(recordIn(receipt))).toEqual(["Ana Torres", "Bo Chen", "Lee Nakamura"]);
});

test("names may stand on one line", async () => {
  const preview = await previewOf(await counted(), "Ana Torres, Bo Chen and Lee Nakamura");

  expect(table(preview).map(([, , who]) => who)).toEqual(["Ana Torres (DPW)", "Bo Chen (DPW)", "Lee Nakamura (DPW)"]);
});

test.each([
  ["a header and commas", "Name,Email,Signature\nAna Torres,ana.torres@milwaukee.example,x\nBo Chen,,x\n"],
  ["a byte order mark and semicolons", "\ufeffName;Email\r\nAna Torres;ana.torres@milwaukee.example\r\nBo Chen;\r\n"],
  ["first and last name apart", "First name,Last name\nAna,Torres\nBo,Chen\n"],
])("a CSV sign-in sheet with %s is read by its columns", async (_kind, sheet) => {
  const preview = await previewOf(await counted(), sheet);

  expect(table(preview).map(([line, , who]) => [line, who])).toEqual([
    ["2", "Ana Torres (DPW)"],
    ["3", "Bo Chen (DPW)"],
  ]);
});

test("rows that match several people or nobody are never guessed, and what is left can be corrected", async () => {
  const receipt = await counted();
  const preview = await previewOf(receipt, "Bo Chen\nMaria\nZebulon Quux");

  expect(table(preview)[1]?.[2]).toMatch(/^several: .*Maria Delgado \(DPW\)/);
  expect(table(preview)[2]?.[2]).toMatch(/^not known/);
  expect(filled(form(preview))).toEqual({ sheet: "Maria\nZebulon Quux" });

  await town.press("bo.chen", button(preview, "Save 1 name"));
  const rest = await town.send("bo.chen", form(preview), { sheet: "maria.delgado@milwaukee.example" });
  await town.press("bo.chen", button(rest, "Save 1 name"));
  expect(await attending(recordIn(receipt))).toEqual(["Bo Chen", "Maria Delgado"]);
});

test("more names than were counted say so, and the count grows to those named", async () => {
  const receipt = await counted(2);
  const preview = await previewOf(receipt, "Ana Torres\nBo Chen\nLee Nakamura");
  expect(read(preview)).toContain("the count grows to those named");

  const saved = await town.press("bo.chen", button(preview, "Save 3 names, 3 people in all"));
  expect(read(saved)).toContain("3 employees");
});

test("a contractor is named among the contractors, and the employees stay as they were counted", async () => {
  const receipt = await counted(4);
  const preview = await previewOf(receipt, "Darnell Pruitt");
  const saved = await town.press("bo.chen", button(preview, labels(preview)[0] ?? ""));

  expect(read(saved)).toContain("4 employees, 1 contractor");
});

test("names that are on the record already are shown as such and not saved again", async () => {
  const receipt = await counted();
  const preview = await previewOf(receipt, "Ana Torres");
  await town.press("bo.chen", button(preview, "Save 1 name"));
  const again = await previewOf(receipt, "Ana Torres");

  expect(table(again)[0]?.[2]).toBe("Ana Torres (DPW), named already");
  expect(read(again)).toContain("Nobody new can be saved from this list.");
  expect(labels(again)).toEqual([]);
});

test("the same press four times at once names people once, with the same reply", async () => {
  const preview = await previewOf(await counted(), "Ana Torres\nBo Chen");
  const save = button(preview, "Save 2 names");
  const four = await Promise.all([1, 2, 3, 4].map(() => town.press("bo.chen", save, { id: "names-four" })));

  expect(new Set(four.map((one) => read(one))).size).toBe(1);
  expect(read(four[0] ?? preview)).toContain("Added 2 names");
});

test("an empty list is asked for again", async () => {
  const preview = await previewOf(await counted(), "  \n ");

  expect(read(preview)).toContain("Paste the names, or choose the sign-in sheet.");
  expect(form(preview).command).toBe("training names");
});

test("names typed after the record's number are shown first; addresses leave no doubt and are saved at once", async () => {
  const record = recordIn(await counted());
  const shown = await town.say("bo.chen", `training names ${record} ana torres, lee nakamura`);
  expect(table(shown).map(([, , who]) => who)).toEqual(["Ana Torres (DPW)", "Lee Nakamura (DPW)"]);
  expect(await attending(record)).toEqual([]);

  const saved = await town.say(
    "bo.chen",
    `training names ${record} ana.torres@milwaukee.example, lee.nakamura@milwaukee.example`,
  );

  expect(read(saved)).toContain(`Added 2 names to ${record}`);
  expect(await attending(record)).toEqual(["Ana Torres", "Lee Nakamura"]);
});

test("a record that was undone takes no names", async () => {
  const receipt = await counted();
  await town.press("bo.chen", button(receipt, "Undo"));
  const preview = await previewOf(receipt, "Ana Torres");
  const saved = await town.press("bo.chen", button(preview, "Save 1 name"));

  expect(read(saved)).toContain("was undone. Put it back first.");
});
