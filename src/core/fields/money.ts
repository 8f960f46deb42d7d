import { absent, type FieldOf, type Found, found, isBlank, unclear } from "../field.ts";
import { cleanText } from "../understanding/clean.ts";

/** An amount of money, never a fraction in binary. Value: dollars with two decimals, "2500.00". */
export function money<const Optional extends boolean = false>(options: {
  label: string;
  hint?: string;
  optional?: Optional;
  keys?: readonly string[];
}): FieldOf<string, Optional> {
  return {
    kind: "money",
    label: options.label,
    question: options.label.endsWith("?") ? options.label : `${options.label}: how much?`,
    hint: options.hint ?? "Like 2500 or 2,500.00",
    optional: (options.optional ?? false) as Optional,
    rank: 44,
    keys: options.keys ?? [],
    find: () => absent,
    read: readMoney,
    write: (value) => value,
    print: printMoney,
    control: () => ({ kind: "line", maxLength: 20 }),
  };
}

function readMoney(raw: unknown): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  const match = /^\$? ?(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed);
  if (!match) return unclear(`"${typed}" is not an amount of money. Write it like 2500 or 2,500.00.`);
  const dollars = (match[1] ?? "").replaceAll(",", "").replace(/^0+(?=\d)/, "");
  return dollars.length > 9
    ? unclear(`"${typed}" is more than one entry can hold.`)
    : found(`${dollars}.${(match[2] ?? "").padEnd(2, "0")}`);
}

/** "$2,500" or "$2,500.50". */
export function printMoney(value: string): string {
  const [dollars = "0", cents = "00"] = value.split(".");
  const grouped = dollars.replace(/\B(?=(\d{3})+$)/g, ",");
  return cents.padEnd(2, "0") === "00" ? `$${grouped}` : `$${grouped}.${cents.padEnd(2, "0")}`;
}
