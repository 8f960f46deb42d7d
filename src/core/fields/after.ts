import { absent, type FieldOf } from "../command/field.ts";
import { record } from "./record.ts";

/** Where a list goes on: the last record of the page before. Only a button says it. Value: the id in capitals. */
export function after(): FieldOf<string, true> {
  return {
    ...record({ optional: true }),
    label: "After",
    hint: "The last record of the page before",
    rank: 99,
    keys: [],
    find: () => absent,
  };
}
