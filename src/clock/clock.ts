import { Temporal } from "temporal-polyfill";
import { dateAt, previousQuarter, quarterOf } from "../core/calendar/calendar.ts";
import type { NewDelivery } from "../core/deliveries/deliveries.ts";
import type { MessageEnv } from "../core/deliveries/messages.ts";
import type { Decided, Decision, Occasion, Upcoming } from "../core/deliveries/occasions.ts";
import { Refusal } from "../core/request/errors.ts";
import { isGap } from "../domain/plan/finding.ts";
import { termsFrom } from "../domain/roster/terms.ts";
import { judge } from "../plan/judge.ts";
import { QUARTERLY } from "../plan/nudged.ts";
import { clockJobs } from "./jobs/index.ts";
import type { Clock, ClockJob } from "./jobs/job.ts";
import { type Opened, sweep } from "./jobs/sweep.ts";
import type { ClockSetting } from "./setting.ts";

// The clock at work: what the jobs look at, the sweep, and the messages that would be next.

/** Decides and queues what is due. Returns what was new. */
export async function runSweep(setting: ClockSetting, jobs: readonly ClockJob[] = clockJobs, at?: Temporal.Instant) {
  const [clock, deployment] = await Promise.all([
    clockAt(setting, at ?? setting.clock()),
    setting.stores.deployment.get(),
  ]);
  const opened: Opened = (fresh) => withOpen(fresh, setting, clock);
  const decided = await sweep(jobs, clock, setting.stores.occasions, deployment?.liveAt, opened);
  for (const { job, subject, occasion } of decided) setting.log.info({ job, subject, occasion }, "occasion");
  return decided;
}

/** Nudges that go out, with what is open in their departments. */
async function withOpen(fresh: readonly Decided[], setting: ClockSetting, { today }: Clock): Promise<Decided[]> {
  const listing = ({ occasion, decision }: Decided) => occasion.job === QUARTERLY && decision.outcome === "queued";
  const departments = fresh.filter(listing).map(({ occasion }) => occasion.subject);
  if (departments.length === 0) return [...fresh];
  const findings = (await judge(setting, departments, { on: today, today }, "none")).filter(isGap);
  const openIn = (code: string) => findings.filter((one) => one.department === code).map((one) => one.obligation);
  return fresh.map((one) => (listing(one) ? { ...one, open: openIn(one.occasion.subject) } : one));
}

/** A department's nudge of this quarter as it would go out now, and to whom, in words. */
export async function nudgeOf(setting: ClockSetting, department: string): Promise<{ decided: Decided; to: string }> {
  const clock = await clockAt(setting, setting.clock());
  const quarter = quarterOf(clock.today, setting.plan.city).id;
  const occasion = jobsNamed(QUARTERLY)
    .flatMap((job) => job.occasions(clock))
    .find((one) => one.subject === department && one.occasion === quarter);
  if (!occasion) throw new Error(`no nudge of ${department} in ${quarter}`);
  const decision: Decision =
    occasion.deliveries.length === 0 ? { outcome: "skipped", reason: "nobody" } : { outcome: "queued" };
  const [decided = { occasion, decision }] = await withOpen([{ occasion, decision }], setting, clock);
  return { decided, to: await recipientsInWords(occasion.deliveries, setting, clock) };
}

/** One job by its name, or all of them. */
export function jobsNamed(name: string | undefined): readonly ClockJob[] {
  if (name === undefined) return clockJobs;
  const job = clockJobs.find((one) => one.name === name);
  if (job) return [job];
  throw new Refusal(
    `There is no job "${name}". The jobs are ${[...clockJobs.map((one) => one.name), "seal-audit"].join(", ")}.`,
  );
}

/** The next occasion of every job and subject, composed as if it went out now. */
export async function upcoming(
  setting: ClockSetting,
  jobs: readonly ClockJob[] = clockJobs,
  at?: Temporal.Instant,
): Promise<Upcoming[]> {
  const now = at ?? setting.clock();
  const clock = await clockAt(setting, now);
  const next = jobs.flatMap((job) => nextOf(job.occasions(clock), now).map((occasion) => ({ job, occasion })));
  const all: Upcoming[] = [];
  // One after the other: a preview must not take the database away from whoever is waiting for an answer.
  for (const { job, occasion } of next) all.push(await composed(job, occasion, setting, clock));
  return all;
}

/** The next moment at which one of these jobs falls due. */
export async function nextDue(setting: ClockSetting, jobs: readonly ClockJob[]): Promise<Temporal.Instant | undefined> {
  const now = setting.clock();
  const clock = await clockAt(setting, now);
  const to = jobs
    .flatMap((job) => job.occasions(clock))
    .map(({ dueAt }) => dueAt)
    .filter(({ epochMilliseconds }) => epochMilliseconds > now.epochMilliseconds)
    .sort(Temporal.Instant.compare);
  return to[0];
}

/** The earliest of each subject that is still open. */
function nextOf(occasions: readonly Occasion[], now: Temporal.Instant): Occasion[] {
  const first = new Map<string, Occasion>();
  for (const one of occasions) {
    const known = first.get(one.subject);
    const open = one.until.epochMilliseconds > now.epochMilliseconds;
    if (open && (!known || one.dueAt.epochMilliseconds < known.dueAt.epochMilliseconds)) first.set(one.subject, one);
  }
  return [...first.values()];
}

async function composed(job: ClockJob, occasion: Occasion, setting: ClockSetting, clock: Clock): Promise<Upcoming> {
  const { job: name, subject, dueAt, deliveries } = occasion;
  const [first] = deliveries;
  return {
    job: name,
    label: job.label,
    subject,
    occasion: occasion.occasion,
    dueAt: dueAt.epochMilliseconds,
    to: await recipientsInWords(deliveries, setting, clock),
    words: first ? await wordsOf(first, setting, clock) : "nobody to tell",
  };
}

async function wordsOf({ kind: name, data, recipient }: NewDelivery, setting: ClockSetting, clock: Clock) {
  const kind = setting.messageKinds.find((one) => one.name === name);
  if (!kind) throw new Error(`no such kind of message: ${name}`);
  const env = await messageEnv(setting, clock.now);
  const [person] = recipient.startsWith("person:")
    ? await setting.stores.people.byId([Number(recipient.slice("person:".length))], clock.today)
    : [];
  const words = await kind.compose(data, { ...env, person, platform: undefined });
  return "skip" in words ? words.skip : words;
}

async function recipientsInWords(
  deliveries: readonly NewDelivery[],
  { stores }: ClockSetting,
  { places, today }: Clock,
) {
  const ids = deliveries.flatMap(({ recipient }) =>
    recipient.startsWith("person:") ? [Number(recipient.slice("person:".length))] : [],
  );
  if (ids.length > 0) return (await stores.people.byId(ids, today)).map(({ name }) => name).join(", ");
  const bound = places.find(({ place }) => deliveries.some(({ recipient }) => recipient.endsWith(`:${place.id}`)));
  return bound ? (bound.name ?? bound.place.id) : "nobody";
}

/** What messages are composed from, as of an instant. */
export async function messageEnv(
  { catalog, workCalendar, plan, stores, pages }: ClockSetting,
  instant: Temporal.Instant,
): Promise<Omit<MessageEnv, "person" | "platform">> {
  const today = dateAt(instant, plan.city);
  const known = await catalog();
  return { city: plan.city, plan, workCalendar, catalog: known, stores, instant, today, pages: pages() };
}

async function clockAt({ catalog, workCalendar, plan, stores }: ClockSetting, now: Temporal.Instant): Promise<Clock> {
  const today = dateAt(now, plan.city);
  const { start } = previousQuarter(quarterOf(today, plan.city), plan.city);
  const [known, calendar, places, recipients, nudged, answers, holders, terms] = await Promise.all([
    catalog(),
    workCalendar(),
    stores.places.all(),
    stores.recipients.on(today),
    stores.occasions.past([QUARTERLY], Temporal.PlainDate.from(start).toZonedDateTime(plan.city.zone).toInstant()),
    stores.nudges.since(start),
    stores.duties.held(today),
    termsFrom(today, stores),
  ]);
  const departments = known.departments.map(({ code }) => code);
  return { plan, now, today, calendar, departments, places, recipients, nudged, answers, holders, terms };
}
