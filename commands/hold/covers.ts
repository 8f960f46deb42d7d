import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Context } from "../../src/core/command/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { isPeriodId, periodOf } from "../../src/core/fields/period.ts";
import { text } from "../../src/core/fields/text.ts";
import { personKey } from "../../src/core/people/person.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { COVERS, type Covers, type HoldEntry } from "../../src/domain/hold/holds.ts";

const LABELS = { person: "A person", department: "A department", record: "A record", period: "A period" } as const;

export const coversFields = {
  covers: choice({
    label: "About",
    question: "A person, a department, a record or a period?",
    choices: COVERS.map((value) => ({ value, label: LABELS[value] })),
  }),
  value: text({
    label: "Which",
    from: "key",
    maxLength: 200,
    hint: "An e-mail address or employee id, a department, a record like TR-2026-0147, or a period like 2026-Q3",
  }),
};

export type Covered = Pick<HoldEntry, "covers" | "value">;

/** What was typed, as it is kept: somebody, something or some time that there is. */
export async function coveredIn(typed: { covers: string; value: string }, env: Env): Promise<Covered> {
  const covers = COVERS.find((one) => one === typed.covers);
  if (covers === undefined)
    throw new Refusal("Say whether it is about a person, a department, a record or a period.", "covers");
  return { covers, value: await FIND[covers](typed.value.trim(), env) };
}

const FIND: Record<Covers, (typed: string, env: Env) => string | Promise<string>> = {
  person: async (typed, { stores, today }) => {
    const all = await stores.people.withKeys(today);
    const key = personKey(typed.replace(/^mailto:/, ""));
    const found = all.find((one) =>
      [one.email, one.employeeId, one.externalId].some((id) => id && personKey(id) === key),
    );
    if (!found) throw new Refusal(`Nobody on record has the e-mail address or id ${typed}.`, "value");
    return found.email;
  },
  department: (typed, env) => {
    const read = department().read(typed, env);
    if (read.state !== "found") throw new Refusal("because" in read ? read.because : "Which department?", "value");
    return read.value;
  },
  record: (typed) => {
    const id = typed.toUpperCase();
    if (!/^[A-Z]{2}-\d{4}-\d{4,}$/.test(id)) throw new Refusal(`"${typed}" is no record like TR-2026-0147.`, "value");
    return id;
  },
  period: (typed, { city }) => {
    if (!isPeriodId(typed, city)) throw new Refusal(`"${typed}" is no period like 2026-Q3 or 2026.`, "value");
    return periodOf(typed, city).id;
  },
};

export const coveredInWords = ({ covers, value }: Covered, { catalog }: Pick<Context, "catalog">): string =>
  covers === "department" ? departmentName(catalog, value) : value;
