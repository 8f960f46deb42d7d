import * as z from "zod";
import { isIsoDate } from "../core/calendar.ts";
import type { Department } from "../core/catalog.ts";
import type { City } from "../core/city.ts";
import { readYaml } from "./yaml.ts";

/** What a plan file says: the only place where a city's rules, periods and words are defined. */
export interface Plan {
  id: string;
  city: City;
  /** The template new analyses start with: a bundled one's name, or a path beside the plan file (row C9). */
  template: string;
  departments: readonly Department[];
}

const isoDate = z.string().refine(isIsoDate, "is not a date like 2026-12-31");
const timeZone = z.string().refine(isTimeZone, "is not an IANA time zone like America/Chicago");

const schema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens"),
  city: z.string().min(1),
  timeZone,
  fiscalYear: z.strictObject({ startMonth: z.int().min(1).max(12) }),
  period: z
    .strictObject({ start: isoDate, end: isoDate, label: z.string() })
    .refine((period) => period.start < period.end, "must start before it ends"),
  words: z.strictObject({ department: z.string() }),
  template: z.string().min(1).default("six-step"),
  departments: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[A-Z0-9][A-Z0-9&_-]*$/, "must be capital letters and digits"),
        name: z.string().min(1),
        aliases: z.array(z.string()).default([]),
        serviceArea: z.string().optional(),
      }),
    )
    .refine((all) => new Set(all.map((one) => one.code)).size === all.length, "has a code twice"),
});

/** Reads a plan file's text. Throws a Refusal that names every error with its line. */
export function parsePlan(yaml: string, file: string): Plan {
  const { id, city, timeZone: zone, fiscalYear, period, words, template, departments } = readYaml(schema, yaml, file);
  return {
    id,
    city: { id, name: city, zone, fiscalStartMonth: fiscalYear.startMonth, planPeriod: period, words },
    template,
    departments: departments.map((one) => ({ ...one, serviceArea: one.serviceArea })),
  };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
