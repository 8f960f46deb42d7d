import { Temporal } from "temporal-polyfill";
import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { MessageEnv } from "../../src/core/deliveries/messages.ts";
import { forDepartment } from "../../src/core/places/places.ts";
import { anchorOf } from "../../src/core/records/audit.ts";
import { buttons, text } from "../../src/core/reply/reply.ts";
import { howMany } from "../../src/core/reply/words.ts";
import { type Finding, isGap } from "../../src/domain/plan/finding.ts";
import { isGapReminder, stepsAround } from "../../src/plan/rounds.ts";
import { plainLabel } from "../../src/reports/pages/tally.ts";
import { nudgePart } from "../nudge/digest.ts";
import { deliveryTable, waitsInWords } from "../status/delivery-table.ts";
import { ofTheCity } from "../status/detail.ts";
import { byDepartment, counted } from "../status/findings.ts";
import { changedSince, whoIsSilent } from "../status/overview.ts";
import { type DigestSection, type Part, startOf } from "./section.ts";
import { skipped } from "./skipped.ts";

const MOST_MESSAGES = 10;

/** What is met now and was not a week ago, and the other way round. */
const changed: DigestSection = ({ before, findings, since, quarter }, env) => {
  if (!before)
    return {
      blocks: [text(`${quarter.label} began on ${printDate(quarter.start)}: a new quarter is counted.`)],
      news: true,
    };
  const blocks = changedSince(before, findings, printDate(since), env);
  return blocks.some(({ kind }) => kind === "table") ? { blocks, news: true } : undefined;
};

/** What is late stands on every digest, and is no reason for one. */
const overdue: DigestSection = ({ findings }, { catalog, city }) => {
  const late = findings.filter((one) => one.state === "overdue" && isGap(one));
  const [first, ...others] = late;
  if (!first) return undefined;
  const where = first.department === undefined ? city.name : departmentName(catalog, first.department);
  const places = new Set(late.map(({ department }) => department)).size;
  const words =
    others.length === 0 ? `${where}, ${plainLabel(first.label)}` : `in ${howMany(places, city.words.department)}`;
  return { blocks: [], line: { mark: "▲", title: `${late.length} overdue`, words }, news: false };
};

/** Departments that reported nothing at all. */
const silent: DigestSection = ({ findings, before, monthly }, env) => {
  const codes = silentIn(findings);
  if (codes.length === 0) return undefined;
  return {
    blocks: [text(whoIsSilent(codes, env))],
    line: {
      mark: "○",
      title: `${howMany(codes.length, env.city.words.department)} reported nothing`,
      words: namesOf(codes, env),
    },
    news: monthly || differs(codes, before && silentIn(before)),
  };
};

const silentIn = (findings: readonly Finding[]): string[] =>
  [...byDepartment(findings)].flatMap(([code, own]) =>
    counted(own).every(({ state }) => state === "not reported") ? [code] : [],
  );

/** Departments that were nudged in this quarter and have gaps left: news in the week of the nudge. */
const nudged: DigestSection = async ({ findings, quarter, since }, env) => {
  const start = Temporal.PlainDate.from(quarter.start).toZonedDateTime(env.city.zone).toInstant();
  const past = (await env.stores.occasions.past(["quarterly-nudge"], start)).filter(
    ({ outcome }) => outcome === "queued",
  );
  const open = [...byDepartment(findings)].filter(
    ([code, own]) => past.some(({ subject }) => subject === code) && own.some(isGap),
  );
  if (open.length === 0) return undefined;
  const words = open.map(([code, own]) => `${departmentName(env.catalog, code)} (${own.filter(isGap).length})`);
  return {
    blocks: [text(`Nudged in ${quarter.label} and still open: ${words.join(", ")}.`)],
    note: `Nudged and still open: ${howMany(open.length, env.city.words.department)}.`,
    news: past.some(({ dueAt }) => dueAt >= startOf(since, env)),
  };
};

/** Row F12: messages that did not arrive, or may not have, with the reason. */
const undelivered: DigestSection = async ({ labelOf, since, monthly }, env) => {
  const { total, deliveries, waiting } = await env.stores.deliveries.open(MOST_MESSAGES);
  const waits = waitsInWords(waiting);
  if (total === 0) return waits.length === 0 ? undefined : { blocks: waits, news: false };
  const words =
    total === 1 ? "1 message did not arrive, or may not have." : `${total} messages did not arrive, or may not have.`;
  const button = { label: "Messages", command: "status deliveries", values: {} };
  return {
    blocks: [text(words), await deliveryTable(deliveries, labelOf, env), buttons(button), ...waits],
    line: { mark: "!", title: howMany(total, "message"), words: "did not arrive, or may not have" },
    button,
    news: monthly || deliveries.some(({ settledAt }) => settledAt >= startOf(since, env)),
  };
};

/** Who is written to in place of whom. */
const unbound: DigestSection = async ({ since, monthly }, env) => {
  const { catalog, city, stores, today } = env;
  const [places, now, then] = await Promise.all([
    stores.places.all(),
    stores.recipients.on(today),
    stores.recipients.on(since),
  ]);
  const bound = new Set<string>(places.map(({ purpose }) => purpose));
  const without = catalog.departments.map(({ code }) => code).filter((code) => !bound.has(forDepartment(code)));
  const leaderless = ({ leads }: typeof now) => without.filter((code) => (leads.get(code) ?? []).length === 0);
  const nobody = leaderless(now);
  const led = without.length - nobody.length;
  const has = (count: number) => `${howMany(count, city.words.department)} ${count === 1 ? "has" : "have"}`;
  const blocks = [
    ...(bound.has("summary") ? [] : [text("The leadership's summary has no channel: only officers get it.")]),
    ...(without.length === 0 ? [] : [text(`${has(led)} no channel: their leads are written to privately.`)]),
    ...(nobody.length === 0
      ? []
      : [
          text(
            `${has(nobody.length)} neither channel nor leads, so their nudges come to you: ${namesOf(nobody, env, nobody.length)}.`,
          ),
        ]),
  ];
  if (blocks.length === 0) return undefined;
  return {
    blocks,
    ...(nobody.length === 0
      ? {}
      : { line: { mark: "!", title: namesOf(nobody, env), words: "no channel and no leads: messages come to you" } }),
    news: monthly || differs(nobody, leaderless(then)),
  };
};

/** Roles of the plan that nobody holds: what they would be reminded of comes to the officer. */
const vacancies: DigestSection = async ({ since, monthly }, { plan, stores, today }) => {
  const [now, then] = await Promise.all([stores.duties.held(today), stores.duties.held(since)]);
  const openIn = (held: typeof now) => plan.roles.filter(({ id }) => !held.some(({ role }) => role === id));
  const open = openIn(now);
  if (open.length === 0) return undefined;
  const button = { label: "Assign roles", command: "admin duty", values: {} };
  return {
    blocks: [
      text(
        `Nobody holds these roles, so reminders of their duties come to you: ${open.map(({ name }) => name).join(", ")}.`,
      ),
      buttons(button),
    ],
    line: {
      mark: "!",
      title: `${howMany(open.length, "role")} of the plan`,
      words: "nobody holds them: reminders come to you",
    },
    button,
    news:
      monthly ||
      differs(
        open.map(({ id }) => id),
        openIn(then).map(({ id }) => id),
      ),
  };
};

/** What binds the city as a whole and is open: also for whoever had two reminders of the quarter already. */
const ofCity: DigestSection = async ({ findings, since, monthly }, env) => {
  const open = findings.filter((one) => one.department === undefined && isGap(one));
  if (open.length === 0) return undefined;
  const steps = stepsAround(env.plan, env.today, await env.workCalendar());
  const late = steps.some(
    (step) => isGapReminder(step) && step.letter === "A" && step.day > since && step.day <= env.today,
  );
  return {
    blocks: ofTheCity(open, env),
    line: {
      mark: "◷",
      title: env.city.name,
      words: `${howMany(open.length, "requirement")} of the city as a whole open`,
    },
    news: monthly || late,
  };
};

/** The head of the sealed trail, so that it is written down where nobody can make it anew. */
const auditHead: DigestSection = async (_week, { stores }): Promise<Part> => {
  const { head, unsealed } = await stores.audit.state();
  const count = unsealed.entries === 1 ? "1 entry is" : `${unsealed.entries} entries are`;
  const sealed = head ? `Keep this head of the audit trail: ${anchorOf(head)}.` : "The audit trail is not sealed yet.";
  const note = `Audit trail: ${unsealed.entries === 1 ? "1 entry" : `${unsealed.entries} entries`} not sealed yet.`;
  return { blocks: [text(`${sealed} ${count} not sealed yet.`)], note, news: false };
};

/** What leads answered to their nudges, and who did not. */
const answers: DigestSection = (week, env) => nudgePart(week, env);

/** Whether the same are meant; nothing to compare with is no change. */
const differs = (now: readonly string[], then: readonly string[] | undefined): boolean =>
  then !== undefined && now.some((one) => !then.includes(one));

const namesOf = (codes: readonly string[], { catalog }: Pick<MessageEnv, "catalog">, most = 3): string => {
  const names = codes.slice(0, most).map((code) => departmentName(catalog, code));
  return codes.length > most ? `${names.join(", ")} and ${codes.length - most} more` : names.join(", ");
};

/** In the order in which the officer reads them; what changed is said before them all. */
export const digestSections: readonly DigestSection[] = [
  changed,
  overdue,
  answers,
  undelivered,
  silent,
  unbound,
  vacancies,
  ofCity,
  nudged,
  skipped,
  auditHead,
];
