import { absent, type FieldOf, found, unclear } from "../../src/core/command/field.ts";
import { plainHeading } from "../../src/core/import/headings.ts";

/** What each heading of a file means: an input for each column, whose value is "their heading=our column". */
export function columns(): FieldOf<Record<string, string>, true> {
  return {
    kind: "columns",
    label: "Columns",
    question: "What does each column mean?",
    optional: true,
    rank: 99,
    keys: [],
    find: () => absent,
    read: (raw) => {
      if (raw === undefined || raw === "") return absent;
      const said = typeof raw === "string" ? parsed(raw) : raw;
      if (typeof said !== "object" || said === null) return unclear("I cannot read which column is which.");
      return found(
        Object.fromEntries(
          Object.values(said).flatMap((one) => {
            const [, heading, column] = /^(.{1,200})=([\w-]{1,40})$/.exec(String(one)) ?? [];
            return heading === undefined || column === undefined ? [] : [[plainHeading(heading), column]];
          }),
        ),
      );
    },
    write: (value) => JSON.stringify(Object.entries(value).map(([heading, column]) => `${heading}=${column}`)),
    print: (value) =>
      Object.entries(value)
        .map(([heading, column]) => `${heading} is ${column}`)
        .join(", "),
    control: () => ({ kind: "line", maxLength: 5000 }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
