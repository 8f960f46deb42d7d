import type { FieldOf } from "../../../core/command/field.ts";
import { counted } from "../../../core/fields/counted.ts";

/** How many people from outside the city's workforce came. Value: 1 to 100,000. */
export const residents = (): FieldOf<number, true> =>
  counted({
    label: "Residents",
    hint: "How many people from outside the city's workforce",
    after:
      /^\s*(?:of\s+)?(?:(?:our|the|local|city|area|neighbou?rhood|milwaukee)\s+)*(?:residents?|neighbou?rs?|community members?|members of the public|visitors?|guests?|youths?|students|families|vecin[oa]s|residentes)\b/i,
    keys: ["resident", "public", "community", "visitors"],
  });
