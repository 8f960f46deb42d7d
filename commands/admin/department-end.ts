import { addDays, printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { DepartmentEnd } from "../../src/core/catalog/store.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { plannedDate } from "../../src/core/fields/planned-date.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";

const from = () => plannedDate({ label: "From", default: "today", keys: ["since", "on"] });

export const adminDepartmentRetire = defineCommand({
  name: "admin department retire",
  summary: "Close a department from a day on; its records stay its own.",
  grave: true,
  roles: ["admin"],
  fields: { department: department(), from: from() },
  examples: ["retire mhd from=2027-01-01"],
  scope: () => ({ to: "configure" }),
  execute: (values, env) => end({ ...values, into: undefined }, env),
});

export const adminDepartmentMerge = defineCommand({
  name: "admin department merge",
  summary: "Make one department part of another from a day on.",
  grave: true,
  roles: ["admin"],
  fields: {
    department: department(),
    into: textField({ label: "Becomes part of", from: "key", maxLength: 120 }),
    from: from(),
  },
  examples: ["merge mhd into=DPW from=2027-01-01"],
  scope: () => ({ to: "configure" }),
  execute: (values, env) => end({ ...values, into: successor(values, env) }, env),
});

export const adminDepartmentRestore = defineCommand({
  name: "admin department restore",
  summary: "Take back that a department was closed or merged.",
  grave: true,
  roles: ["admin"],
  fields: { code: textField({ label: "Code", from: "key", maxLength: 20 }) },
  examples: ["restore code=MHD"],
  scope: () => ({ to: "configure" }),
  execute: async (values, env) => {
    const one = env.catalog.department(values.code.toUpperCase());
    if (!one) throw new Refusal(`There is no department ${values.code}. Nothing was changed.`, "code");
    const outcome = await env.stores.catalog.restoreDepartment(one.code, env.write);
    if (outcome === "living") return reply(heading(`${one.name} is a department already`));
    return reply(heading(`${one.name} is a department again`), text(`${went(outcome, "back")}.`));
  },
});

interface End {
  department: string;
  into: string | undefined;
  from: string;
}

async function end({ department: code, into, from: day }: End, env: Env): Promise<Reply> {
  const name = departmentName(env.catalog, code);
  const heir = into === undefined ? undefined : departmentName(env.catalog, into);
  const what =
    heir === undefined
      ? `${name} is no department from ${printDate(day)} on`
      : `${name} is part of ${heir} from ${printDate(day)} on`;
  if (!env.confirmed.includes("end")) return askFirst({ department: code, into, from: day }, what);
  const outcome = await env.stores.catalog.endDepartment(code, day, into, env.write);
  if (outcome === "ended") return reply(heading(`${name} has ended already`));
  return reply(
    heading(what),
    text(
      `${went(outcome, "over")}. What was recorded, found and closed until ${printDate(addDays(day, -1))} stays as it is.`,
    ),
    buttons({ label: "Undo", command: "admin department restore", values: { code } }),
  );
}

const askFirst = ({ department: code, into, from: day }: End, what: string): Reply =>
  reply(
    heading(`${what}?`),
    text(
      into === undefined
        ? "Its leadership team ends, nothing more is asked of it, and its people belong to it until somebody moves them. Records and closed quarters stay as they are."
        : "Its people move there, its leadership team ends, and its names are understood as the new one's. Records and closed quarters stay as they are.",
    ),
    buttons({
      label: into === undefined ? "Yes, retire it" : "Yes, merge them",
      command: into === undefined ? "admin department retire" : "admin department merge",
      values: { department: code, from: day, ...(into === undefined ? {} : { into }) },
      confirmed: ["end"],
      tone: "primary",
    }),
  );

function successor(
  { department: code, into, from: day }: { department: string; into: string; from: string },
  env: Env,
): string {
  const read = department().read(into, env);
  if (read.state !== "found") throw new Refusal("because" in read ? read.because : "Into which department?", "into");
  if (read.value === code) throw new Refusal("A department cannot become part of itself. Nothing was changed.", "into");
  if (env.catalog.departmentsOn(day).every((one) => one.code !== read.value))
    throw new Refusal(
      `${departmentName(env.catalog, read.value)} has ended by ${printDate(day)}. Nothing was changed.`,
      "into",
    );
  return read.value;
}

function went({ moved, places }: DepartmentEnd, where: "over" | "back"): string {
  const people = moved === 1 ? "1 person goes" : `${moved} people go`;
  const leads = places === 1 ? "1 place on its leadership team" : `${places} places on its leadership team`;
  return where === "over" ? `${people} over; ${leads} ended` : `${people} back; ${leads} again`;
}
