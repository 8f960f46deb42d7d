import { Temporal } from "temporal-polyfill";
import type { App } from "../app/app.ts";
import { addDays, dateAt, printInstant } from "../core/calendar/calendar.ts";
import { periodOf } from "../core/fields/period.ts";
import type { AuditEntry, AuditFilter } from "../core/records/audit.ts";
import { detailsInWords } from "../core/records/trail.ts";
import { Refusal } from "../core/request/errors.ts";
import { JSON_OPTION, type Operation, print, withApp } from "./operation.ts";

const MOST = 1000;

export const auditShow: Operation = {
  name: "audit show",
  usage: "audit show ID|EMAIL|PERIOD         who changed what, when, from what to what, and why",
  options: JSON_OPTION,
  positionals: [1, 1],
  run: (args, open) =>
    withApp(open, async (app) => {
      const [what = ""] = args.positionals;
      const entries = await app.stores.audit.entries({ ...(await filterOf(what, app)), limit: MOST });
      print(args, entries, inWords(entries, app));
      return 0;
    }),
};

async function filterOf(what: string, { plan, stores, bot }: App): Promise<Omit<AuditFilter, "limit">> {
  if (/^[A-Z]{2}-\d{4}-\d{4,}$/.test(what)) return { subject: what };
  if (what.includes("@")) {
    const [person] = await stores.people.byEmail([what], dateAt(bot.clock(), plan.city));
    if (person) return { person: person.id };
    throw new Refusal(`Nobody on record has the e-mail address ${what}.`);
  }
  const { start, end } = periodIn(what, plan.city);
  const midnight = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(plan.city.zone).epochMilliseconds;
  return { start: midnight(start), end: midnight(addDays(end, 1)) };
}

function periodIn(what: string, city: App["plan"]["city"]) {
  try {
    return periodOf(what, city);
  } catch {
    throw new Refusal(
      `"${what}" is no record like TR-2026-0147, no e-mail address and no period like 2026-11 or 2026-Q4.`,
    );
  }
}

function inWords(entries: readonly AuditEntry[], { plan }: App): string {
  if (entries.length === 0) return "The trail has no entry of this.";
  return entries
    .map((entry) => {
      const when = printInstant(Temporal.Instant.fromEpochMilliseconds(Math.floor(entry.at)), plan.city);
      return `${when}  ${entry.actorName}  ${entry.action}  ${entry.subject}  ${detailsInWords(entry, undefined)}`;
    })
    .join("\n");
}
