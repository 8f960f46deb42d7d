import { Temporal } from "temporal-polyfill";
import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { MessageEnv } from "../../src/core/deliveries/messages.ts";
import type { PastOccasion } from "../../src/core/deliveries/occasions.ts";
import { forDepartment } from "../../src/core/places/places.ts";
import { anchorOf } from "../../src/core/records/audit.ts";
import { type Block, buttons, text } from "../../src/core/reply/reply.ts";
import { isGap } from "../../src/domain/plan/finding.ts";
import { nudgeLines } from "../nudge/digest.ts";
import { deliveryTable, waitsInWords } from "../status/delivery-table.ts";
import { byDepartment, counted } from "../status/findings.ts";
import { changedSince, whoIsSilent } from "../status/overview.ts";
import type { DigestSection } from "./section.ts";

const MOST_MESSAGES = 10;
const MOST_SKIPPED = 20;

/** What is met now and was not a week ago, and the other way round. */
const changed: DigestSection = ({ before, findings, since, quarter }, env) => {
  if (!before) return [text(`${quarter.label} began on ${printDate(quarter.start)}: a new quarter is counted.`)];
  const blocks = changedSince(before, findings, printDate(since), env);
  return blocks.some(({ kind }) => kind === "table") ? blocks : [];
};

/** Departments that reported nothing at all, and those that were nudged in this quarter and have gaps left. */
const unanswered: DigestSection = async ({ findings, quarter }, env) => {
  const found = byDepartment(findings);
  const silent = [...found].flatMap(([code, own]) =>
    counted(own).every(({ state }) => state === "not reported") ? [code] : [],
  );
  const start = Temporal.PlainDate.from(quarter.start).toZonedDateTime(env.city.zone).toInstant();
  const past = await env.stores.occasions.past(["quarterly-nudge"], start);
  const nudged = new Set(past.filter(({ outcome }) => outcome === "queued").map(({ subject }) => subject));
  const open = [...found].filter(([code, own]) => nudged.has(code) && own.some(isGap));
  return [
    ...(silent.length === 0 ? [] : [text(whoIsSilent(silent, env))]),
    ...(open.length === 0
      ? []
      : [
          text(
            `Nudged in ${quarter.label} and still open: ${open
              .map(([code, own]) => `${departmentName(env.catalog, code)} (${own.filter(isGap).length})`)
              .join(", ")}.`,
          ),
        ]),
  ];
};

/** Row F12: messages that did not arrive, or may not have, with the reason. */
const undelivered: DigestSection = async ({ labelOf }, env) => {
  const { total, deliveries, waiting } = await env.stores.deliveries.open(MOST_MESSAGES);
  if (total === 0) return waitsInWords(waiting);
  return [
    text(
      total === 1 ? "1 message did not arrive, or may not have." : `${total} messages did not arrive, or may not have.`,
    ),
    await deliveryTable(deliveries, labelOf, env),
    buttons({ label: "Messages", command: "status deliveries", values: {} }),
    ...waitsInWords(waiting),
  ];
};

/** Who is written to in place of whom. */
const unbound: DigestSection = async (_week, env) => {
  const { catalog, city, stores, today } = env;
  const [places, { leads }] = await Promise.all([stores.places.all(), stores.recipients.on(today)]);
  const bound = new Set<string>(places.map(({ purpose }) => purpose));
  const without = catalog.departments.filter(({ code }) => !bound.has(forDepartment(code)));
  const [led, leaderless] = [true, false].map((isLed) =>
    without.filter(({ code }) => (leads.get(code) ?? []).length > 0 === isLed),
  ) as [typeof without, typeof without];
  const plural = (count: number) => `${count} ${city.words.department}${count === 1 ? " has" : "s have"}`;
  return [
    ...(bound.has("summary") ? [] : [text("The leadership's summary has no channel: only officers get it.")]),
    ...(without.length === 0 ? [] : [text(`${plural(led.length)} no channel: their leads are written to privately.`)]),
    ...(leaderless.length === 0
      ? []
      : [
          text(
            `${plural(leaderless.length)} neither channel nor leads, so their nudges come to you: ${leaderless.map(({ name }) => name).join(", ")}.`,
          ),
        ]),
  ];
};

/** Roles of the plan that nobody holds: what they would be reminded of comes to the officer. */
const vacancies: DigestSection = async (_week, { plan, stores, today }) => {
  const held = new Set((await stores.duties.held(today)).map(({ role }) => role));
  const open = plan.roles.filter(({ id }) => !held.has(id)).map(({ name }) => name);
  if (open.length === 0) return [];
  return [
    text(`Nobody holds these roles, so reminders of their duties come to you: ${open.join(", ")}.`),
    buttons({ label: "Say who holds a role", command: "admin duty", values: {} }),
  ];
};

/** What fell due and was not sent. */
const skipped: DigestSection = async ({ since }, env) => {
  const from = Temporal.PlainDate.from(since).toZonedDateTime(env.city.zone).toInstant();
  // A digest that was missed is no news in the next one.
  const all = (await env.stores.occasions.skipped(from)).filter(({ job }) => job !== "weekly-digest");
  if (all.length === 0) return [];
  const more = all.length - MOST_SKIPPED;
  return [
    text(
      [
        "Fell due and was not sent:",
        ...all.slice(0, MOST_SKIPPED).map((one) => `- ${inWords(one, env)}`),
        ...(more > 0 ? [`and ${more} more`] : []),
      ].join("\n"),
    ),
  ];
};

/** "Quarterly nudge of Public Works, 2026-Q4: late". */
function inWords({ job, subject, occasion, reason }: PastOccasion, { catalog }: MessageEnv): string {
  const words = job.replaceAll("-", " ");
  const of = catalog.department(subject) ? ` of ${departmentName(catalog, subject)}` : "";
  return `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}${of}, ${occasion}: ${reason ?? "no reason was kept"}`;
}

/** The head of the sealed trail, so that it is written down where nobody can make it anew. */
export const auditHead: DigestSection = async (_week, { stores }): Promise<Block[]> => {
  const { head, unsealed } = await stores.audit.state();
  const count = unsealed.entries === 1 ? "1 entry is" : `${unsealed.entries} entries are`;
  const sealed = head ? `Keep this head of the audit trail: ${anchorOf(head)}.` : "The audit trail is not sealed yet.";
  return [text(`${sealed} ${count} not sealed yet.`)];
};

/** What leads answered to their nudges, and who did not. */
const answers: DigestSection = (_week, env) => nudgeLines(env);

/** In the order in which the officer reads them. */
export const digestSections: readonly DigestSection[] = [
  changed,
  unanswered,
  answers,
  undelivered,
  unbound,
  vacancies,
  skipped,
];
