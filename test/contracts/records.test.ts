import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kinds } from "../../commands/kinds.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { RecordKind } from "../../src/core/records/kind.ts";
import type { RawValues, Reply } from "../../src/core/reply/reply.ts";
import { createTown, errors, form, labels, read, type Town } from "../support/town.ts";
import { SAMPLES, type Sample } from "./record-samples.ts";

// What holds of every kind of record, tried on each with sentences, buttons and forms.

let town: Town;
beforeAll(async () => {
  town = await createTown();
  for (const { prepare } of Object.values(SAMPLES)) await prepare?.(town);
});
afterAll(() => town.close());

const ID = (prefix: string) => new RegExp(`${prefix}-\\d{4}-\\d{4,}`);

/** As much of a command's surroundings as a kind reads with. */
const envOf = async (): Promise<Env> => {
  const { stores, plan, bot } = town.app;
  const catalog = await bot.catalog();
  const actor = await stores.people.actor("nadia.rahman@milwaukee.example", "web", "2026-11-21");
  return {
    stores,
    plan,
    city: plan.city,
    catalog,
    actor,
    today: "2026-11-21",
    now: bot.clock().epochMilliseconds,
  } as Env;
};

const trailOf = (id: string) =>
  town.rows<{ action: string; details: { before?: RawValues; after?: RawValues; reason?: string; undone?: boolean } }>(
    `select action, details from audit_entries where subject ~ '\\m${id}\\M' order by id`,
  );

async function idsOf(kind: RecordKind): Promise<string[]> {
  const asked = { departments: undefined, start: "2020-01-01", end: "2027-12-31", limit: 500 };
  return (await kind.list(asked, await envOf())).records.map(({ id }) => id);
}

test("every kind has a sample here", () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(kinds.all.map(({ plural }) => plural).sort());
});

describe.each(kinds.all.map((kind) => [kind.plural, kind] as const))("%s", (plural, kind) => {
  const sample = SAMPLES[plural] as Sample;
  let made = 0;

  /** Another record of the kind, by the way people make one. */
  async function make(at: number = ++made, id?: string): Promise<{ id: string; reply: Reply }> {
    const reply = await town.say(sample.who, sample.say(at), id === undefined ? {} : { id });
    const found = ID(kind.prefix).exec(read(reply))?.[0];
    if (found === undefined) throw new Error(`no ${kind.noun} in:\n${read(reply)}`);
    return { id: found, reply };
  }

  test("is found by its number, as this kind, and the trail says what it was", async () => {
    const { id } = await make();
    const found = await kinds.find(id, await envOf());
    expect([found.kind.plural, found.one.id, found.one.undone]).toEqual([plural, id, false]);
    expect(kind.line(found.one, await envOf())).not.toBe("");
    const [first] = await trailOf(id);
    expect(first?.details.after).toBeDefined();
  });

  test("said again it is on record already, and so is the same request", async () => {
    const { id } = await make();
    const before = await idsOf(kind);
    expect(before).toContain(id);
    await town.say(sample.who, sample.say(made));
    expect(await idsOf(kind)).toEqual(before);
    const request = `contract:${plural}`;
    const one = await make(++made, request);
    const again = await make(made, request);
    expect(again.id).toBe(one.id);
    expect((await idsOf(kind)).filter((other) => !before.includes(other))).toEqual([one.id]);
  });

  test("undone it is on no list, and put back it is there again; each once, with the reason on the trail", async () => {
    const { id } = await make();
    const undone = await town.say(sample.who, `undo ${id} because "a slip"`);
    expect(read(undone)).toContain(`Undone ${id}`);
    expect(labels(undone)).toContain("Put it back");
    expect(await idsOf(kind)).not.toContain(id);
    await town.say(sample.who, `undo ${id}`);
    expect(read(await town.say(sample.who, `restore ${id}`))).toContain(`Put back ${id}`);
    expect(await idsOf(kind)).toContain(id);
    await town.say(sample.who, `restore ${id}`);
    const verbs = (await trailOf(id)).map(({ action }) => action.split(".")[1]);
    expect(verbs.filter((verb) => verb === "undo" || verb === "restore")).toEqual(["undo", "restore"]);
    const undo = (await trailOf(id)).find(({ action }) => action.endsWith(".undo"));
    expect(undo?.details.reason).toBe("a slip");
  });

  test.skipIf(sample.mayRepeat)("recorded again since, it is not put back", async () => {
    const { id } = await make();
    await town.say(sample.who, `undo ${id}`);
    const { id: other } = await make(made);
    expect(other).not.toBe(id);
    expect(read(await town.say(sample.who, `restore ${id}`))).not.toContain(`Put back ${id}`);
    expect(await idsOf(kind)).toContain(other);
    expect(await idsOf(kind)).not.toContain(id);
  });

  test("is listed page by page, each record once, and the total stays", async () => {
    await make();
    await make();
    const whole = await idsOf(kind);
    const env = await envOf();
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const asked = { departments: undefined, start: "2020-01-01", end: "2027-12-31", after, limit: 2 };
      const { records, total, next } = await kind.list(asked, env);
      expect(total).toBe(whole.length);
      seen.push(...records.map(({ id }) => id));
      after = next;
    } while (after !== undefined);
    expect(seen).toEqual(whole);
  });

  test("is exported with its own columns, and what is in the file is what is on record", async () => {
    const { id } = await make();
    const answer = await town.say(
      "nadia.rahman",
      `report export what="${plural}" period=2020-01-01..2027-12-31 format=csv`,
    );
    const block = answer.blocks.find((one) => one.kind === "file");
    if (block?.kind !== "file") throw new Error(read(answer));
    const rows = parse(Buffer.from(block.file.bytes), { bom: true, columns: true }) as Record<string, string>[];
    const row = rows.find((one) => one.record === id);
    const env = await envOf();
    const one = await kind.get(id, env);
    if (!one) throw new Error(`${id} is not there`);
    const cells = kind.sheet.map(({ name, cell }) => [name, String(cell(one, env) ?? "")]);
    expect(row).toEqual(Object.fromEntries(cells));
    expect(row).toMatchObject({
      recorded_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      recorded_by: expect.stringMatching(/\w/),
    });
  });

  const { change } = sample;
  if (change === undefined) {
    test("is not corrected, and that is said", async () => {
      const { id } = await make();
      const refused = read(await town.say(sample.who, `fix ${id} note="x" because "a slip"`));
      expect(refused).toMatch(/Nothing was (?:changed|saved)/);
      expect(refused).not.toContain("Corrected");
    });
    return;
  }

  const editOf = (id: string) => town.press(sample.who, { command: "fix", values: { record: id }, ask: true });

  test("a correction keeps old and new of each fact that changed on the trail, and nothing else", async () => {
    const { id } = await make();
    const edit = form(await editOf(id));
    const said = await town.send(sample.who, edit, { [`changes.${change.input}`]: change.to(made), reason: "a slip" });
    expect(read(said)).toContain(`Corrected ${id}`);
    const entry = (await trailOf(id)).find(({ action }) => action.endsWith(".correct"));
    const { before = {}, after = {}, reason } = entry?.details ?? {};
    expect(reason).toBe("a slip");
    const names = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
    expect(names).toEqual([change.fact]);
    expect(kind.audited).toEqual(expect.arrayContaining(Object.keys(after)));
    expect(Object.keys(before)).toEqual(Object.keys(after));
  });

  test("what was typed stays in the edit form, whatever is refused", async () => {
    const { id } = await make();
    const input = `changes.${change.input}`;
    const edit = form(await editOf(id));
    const typed = change.to(made + 500);
    const shownIn = (reply: Reply) => form(reply).inputs.find(({ name }) => name === input)?.value;

    const unreasoned = await town.send(sample.who, edit, { [input]: typed, reason: "" });
    expect(shownIn(unreasoned)).toBe(typed);
    expect(errors(form(unreasoned))).toHaveProperty("reason");
    const wrong = change.wrong;
    const refused = await town.send(sample.who, edit, { [input]: typed, ...wrong.inputs, reason: "a slip" });
    const shown = Object.fromEntries(form(refused).inputs.map(({ name, value }) => [name, value]));
    expect(shown).toMatchObject({ [input]: typed, ...wrong.inputs, reason: "a slip" });
    expect(errors(form(refused))).toHaveProperty([wrong.at]);
    expect(await kind.get(id, await envOf())).toMatchObject({ id, undone: false });
    expect((await trailOf(id)).some(({ action }) => action.endsWith(".correct"))).toBe(false);
  });

  test("a form that was opened before somebody else's correction does not take that back", async () => {
    const { id } = await make();
    const input = `changes.${change.input}`;
    const mine = form(await editOf(id));
    const theirs = form(await editOf(id));
    await town.send(sample.who, theirs, { [input]: change.to(made + 50), reason: "a slip" });
    const untouched = await town.send(sample.who, mine, { reason: "nothing of mine" });
    expect(read(untouched)).toContain("Nothing to change");
    const both = await town.send(sample.who, mine, { [input]: change.to(made + 60), reason: "mine" });
    expect(errors(form(both))).toHaveProperty([input], expect.stringContaining("while you were editing"));
    const corrections = async () => (await trailOf(id)).filter(({ action }) => action.endsWith(".correct")).length;
    expect(await corrections()).toBe(1);
    expect(read(await town.send(sample.who, form(both), { reason: "mine" }))).toContain(`Corrected ${id}`);
    expect(await corrections()).toBe(2);
  });
});

test("a number that is not there is looked for in the right list", async () => {
  for (const { prefix, listedBy } of kinds.all) {
    const answer = read(await town.say("nadia.rahman", `undo ${prefix}-2026-9999`));
    expect(answer).toContain(`There is no record ${prefix}-2026-9999.`);
    expect(answer).toContain(`"${listedBy}"`);
  }
  expect(read(await town.say("nadia.rahman", "undo ZZ-2026-0001"))).toContain("No record's number begins with ZZ");
});
