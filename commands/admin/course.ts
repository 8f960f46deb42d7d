import { PROGRAMS, type Program } from "../../src/core/catalog/programs.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import type { Tier } from "../../src/core/people/person.ts";
import { facts, heading, reply } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { listOf } from "./department.ts";

const TIERS: readonly Tier[] = ["senior-manager", "manager", "employee"];

export const adminCourse = defineCommand({
  name: "admin course",
  summary: "Add a course, or change one with that code.",
  roles: ["admin"],
  fields: {
    code: textField({ label: "Code", from: "key", maxLength: 20 }),
    title: textField({ label: "Title", from: "key", optional: true, maxLength: 120 }),
    program: choice({ label: "Program", choices: PROGRAMS.map((value) => ({ value, label: value })), optional: true }),
    mandatory: textField({
      label: "Mandatory for",
      from: "key",
      optional: true,
      hint: "senior-manager; manager; employee, or none",
    }),
    aliases: textField({ label: "Also called", from: "key", optional: true, hint: "Separated by semicolons" }),
    months: textField({
      label: "Valid for months",
      from: "key",
      optional: true,
      maxLength: 4,
      hint: "A number, or none when it does not run out",
    }),
  },
  examples: ['code=ARA101 title="Anti-Racism 101" program=racial-equity mandatory="senior-manager;manager"'],
  scope: () => ({ to: "configure" }),
  execute: async (values, env) => {
    const code = values.code.toUpperCase();
    const before = env.catalog.course(code);
    const title = values.title ?? before?.title;
    if (title === undefined) throw new Refusal(`${code} is new: say its title, too. Nothing was saved.`, "title");
    const course = {
      code,
      title,
      program: (values.program as Program | undefined) ?? before?.program ?? "other",
      mandatoryFor: values.mandatory === undefined ? (before?.mandatoryFor ?? []) : tiersIn(values.mandatory),
      aliases: values.aliases === undefined ? (before?.aliases ?? []) : listOf(values.aliases),
      validMonths: values.months === undefined ? before?.validMonths : monthsIn(values.months),
    };
    const outcome = await env.stores.catalog.saveCourse(course, env.write);
    return reply(
      heading(`${title}: ${outcome}`),
      facts(
        { label: "Code", value: code },
        { label: "Mandatory for", value: course.mandatoryFor.join(", ") || "nobody" },
        {
          label: "Valid",
          value: course.validMonths === undefined ? "does not run out" : `${course.validMonths} months`,
        },
      ),
    );
  },
});

function tiersIn(typed: string): Tier[] {
  const said = listOf(typed.toLowerCase()).filter((one) => one !== "none");
  const unknown = said.filter((one) => !TIERS.some((tier) => tier === one));
  if (unknown.length > 0)
    throw new Refusal(
      `"${unknown.join(", ")}" is no tier. The tiers are ${TIERS.join(", ")}. Nothing was saved.`,
      "mandatory",
    );
  return TIERS.filter((tier) => said.includes(tier));
}

function monthsIn(typed: string): number | undefined {
  if (typed === "none") return undefined;
  const months = Number(typed);
  if (!Number.isInteger(months) || months < 1 || months > 120)
    throw new Refusal(`"${typed}" is not a number of months from 1 to 120. Nothing was saved.`, "months");
  return months;
}
