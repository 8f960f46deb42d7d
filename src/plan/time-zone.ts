import * as z from "zod";

/** An IANA time zone: "America/Chicago". */
export const timeZone = z.string().refine(isTimeZone, "is not an IANA time zone like America/Chicago");

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
