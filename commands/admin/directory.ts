import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { department } from "../../src/core/fields/department.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Button, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { wholeMatch } from "../../src/core/understanding/names.ts";

/** As many names at once as fit a screen. */
const SHOWN = 10;

const scope = (_values: unknown, { actor }: Pick<Env, "actor">): Scope =>
  may(actor, { to: "configure" }) ? { to: "configure" } : { to: "write", of: { city: true } };

const adminDirectory = defineCommand({
  name: "admin directory",
  summary: "Show which departments the city's directory names that nobody here knows.",
  roles: ["officer", "admin"],
  reads: true,
  fields: {},
  examples: ["admin directory"],
  scope,
  execute: async (_values, env) => {
    const unknown = await unknownIn(env);
    if (unknown.length === 0) return reply(heading("Every department that the directory names is known"));
    return reply(
      heading("Which departments are these?"),
      {
        kind: "table",
        caption: "Named by the directory, and known by nobody here",
        columns: [{ label: "It says" }, { label: "People", numeric: true }],
        rows: unknown.map(({ said, people }) => [said, String(people)]),
      },
      buttons(...unknown.slice(0, SHOWN).map(({ said }) => whichButton(said))),
    );
  },
});

const adminDirectoryDepartment = defineCommand({
  name: "admin directory department",
  summary: "Say which department the directory means by a name: its people belong there from then on.",
  roles: ["officer", "admin"],
  fields: {
    said: textField({ label: "The directory says", from: "quotes", maxLength: 200 }),
    department: department(),
  },
  examples: ['admin directory department said="Fleet Services" department=DPW'],
  scope,
  execute: async ({ said, department: code }, env) => {
    const name = departmentName(env.catalog, code);
    const found = (await env.stores.scim.departmentsSaid()).filter((one) => same(one.said, said));
    if (found.length === 0)
      throw new Refusal(
        `The directory names no department "${said}". "admin directory" shows which are not known.`,
        "said",
      );
    const [own] = wholeMatch(said, env.catalog.departmentNames);
    const isName = env.catalog.departments.some((one) => same(one.name, said) || same(one.code, said));
    if (isName && own !== code)
      throw new Refusal(
        `"${said}" is the name of ${departmentName(env.catalog, own ?? said)} itself. Nothing was saved.`,
        "said",
      );
    const moved = await env.stores.scim.nameDepartment(said, code, env.today, env.write);
    return {
      ...reply(
        heading(`“${said}” is ${name}`),
        text(
          `${moved === 1 ? "1 person belongs" : `${moved} people belong`} there now. Who comes with that name later does, too.`,
        ),
        buttons(
          { ...whichButton(said), label: "It is another one" },
          { label: "What else is not known", command: "admin directory", values: {} },
        ),
      ),
      changed: { record: `department:${code}`, department: code },
    };
  },
});

export const directoryCommands = [adminDirectory, adminDirectoryDepartment];

/** The officer is asked once for each name. */
export const directoryDepartment: MessageKind = {
  name: "directory-department",
  label: "Question which department the directory means",
  compose: async ({ said: name }, { stores, catalog }) => {
    const said = String(name);
    const people = (await stores.scim.departmentsSaid()).find((one) => same(one.said, said))?.people ?? 0;
    if (people === 0 || wholeMatch(said, catalog.departmentNames).size > 0) return { skip: "it is known by now" };
    return reply(
      heading(`Which department is “${said}”?`),
      text(
        `The city's directory has ${people === 1 ? "1 person" : `${people} people`} in it, and nobody here knows that name. Until it is said, they belong to no department by the directory.`,
      ),
      buttons(
        { ...whichButton(said), tone: "primary" },
        { label: "All such names", command: "admin directory", values: {} },
      ),
    );
  },
};

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

const whichButton = (said: string): Button => ({
  label: `Say what “${said.length > 40 ? `${said.slice(0, 39)}…` : said}” is`,
  command: "admin directory department",
  values: { said },
  ask: true,
});

const unknownIn = async ({ stores, catalog }: Pick<Env, "stores" | "catalog">) =>
  (await stores.scim.departmentsSaid()).filter(({ said }) => wholeMatch(said, catalog.departmentNames).size !== 1);
