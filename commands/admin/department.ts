import type { Department } from "../../src/core/catalog/catalog.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, facts, heading, reply } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";

export const adminDepartment = defineCommand({
  name: "admin department",
  summary: "Add a department, or change one with that code.",
  roles: ["admin"],
  fields: {
    code: textField({ label: "Code", from: "key", maxLength: 20, hint: "Short and without spaces, like DPW" }),
    name: textField({ label: "Name", from: "key", optional: true, maxLength: 120 }),
    aliases: textField({ label: "Also called", from: "key", optional: true, hint: "Separated by semicolons" }),
    area: textField({ label: "Service area", from: "key", optional: true, maxLength: 120 }),
  },
  examples: ['code=DPW name="Public Works" aliases="public works; streets"'],
  scope: () => ({ to: "configure" }),
  execute: async (values, env) => {
    const code = values.code.toUpperCase();
    if (!/^[A-Z0-9][A-Z0-9&_-]*$/.test(code))
      throw new Refusal(
        `"${values.code}" is not a code: letters, digits, "-", "_" and "&" only. Nothing was saved.`,
        "code",
      );
    const before = env.catalog.department(code);
    const name = values.name ?? before?.name;
    if (name === undefined) throw new Refusal(`${code} is new: say its name, too. Nothing was saved.`, "name");
    const aliases = values.aliases === undefined ? (before?.aliases ?? []) : listOf(values.aliases);
    const known = withFormerName(aliases, before, name);
    const outcome = await env.stores.catalog.saveDepartment(
      { code, name, aliases: known, serviceArea: values.area ?? before?.serviceArea },
      env.write,
    );
    if (typeof outcome === "object")
      throw new Refusal(
        `${outcome.named} is called ${name} already, and two departments of one name could not be told apart. Nothing was saved.`,
        "name",
      );
    return reply(
      heading(`${name}: ${outcome}`),
      facts({ label: "Code", value: code }, { label: "Also called", value: known.join(", ") || "nothing else" }),
      ...(before ? [buttons(changeBack(before))] : []),
    );
  },
});

/** What it was called is still understood. */
const withFormerName = (aliases: readonly string[], before: Department | undefined, name: string): readonly string[] =>
  before && before.name !== name && !aliases.includes(before.name) ? [...aliases, before.name] : aliases;

const changeBack = ({ code, name, aliases, serviceArea }: Department) => ({
  label: "Undo",
  command: "admin department",
  values: {
    code,
    name,
    aliases: aliases.join("; ") || ";",
    ...(serviceArea === undefined ? {} : { area: serviceArea }),
  },
});

export const listOf = (typed: string): string[] =>
  typed
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "");
