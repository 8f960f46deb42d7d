import { Temporal } from "temporal-polyfill";
import { addDays, dateAt, quarterOf } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { Decided } from "../../src/core/deliveries/occasions.ts";
import { department } from "../../src/core/fields/department.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { responsibleFor } from "../../src/plan/escalation.ts";
import { shortDate } from "../../src/reports/pages/tally.ts";

const EVERYTHING = { to: "write", of: { city: true } } as const;
const SEND = "send";
const AGAIN = "again";

/** Before the go-live nothing goes out, whoever asks. */
async function requireLive({ stores }: Env): Promise<void> {
  if ((await stores.deployment.get())?.liveAt !== undefined) return;
  throw new Refusal("Messages are held back: let them out first with admin golive. Nothing was sent.");
}

/** The quarter's own nudge, before its day: so there is one a quarter, however often somebody asks. */
export const nudgeNow = defineCommand({
  name: "nudge now",
  summary: "Send a department this quarter's nudge today instead of on its day, or ask its leads again.",
  roles: ["officer"],
  fields: { department: department() },
  examples: ["nudge now department=dpw"],
  scope: () => EVERYTHING,
  execute: async ({ department: code }, env) => {
    await requireLive(env);
    const { decided, to } = await env.nudgeOf(code);
    const name = departmentName(env.catalog, code);
    if (decided.decision.outcome === "skipped")
      throw new Refusal(`There is nobody to tell in ${name}. Nothing was sent.`);
    if (!env.confirmed.includes(SEND)) {
      const before = await sentOn(decided, env);
      if (before !== undefined) return again(code, before, decided, env);
      return ask(`Send ${name} this quarter's nudge now? It goes to ${to}.`, "nudge now", { department: code });
    }
    const outcome = await env.stores.occasions.bringForward(decided, env.instant, env.write);
    if (outcome === "sent before") return again(code, (await sentOn(decided, env)) ?? "another day", decided, env);
    return sent(`nudge:${code}`, `The nudge of ${name} is on its way to ${to}.`);
  },
});

/** The day this quarter's nudge went out, in words; undefined where it did not. */
async function sentOn({ occasion: { job, subject, occasion } }: Decided, env: Env): Promise<string | undefined> {
  const since = Temporal.Instant.from(`${addDays(quarterOf(env.today, env.city).start, -1)}T00:00:00Z`);
  const past = await env.stores.occasions.past([job], since);
  const sent = past.find((one) => one.subject === subject && one.occasion === occasion && one.outcome === "queued");
  return sent && shortDate(dateAt(Temporal.Instant.fromEpochMilliseconds(sent.decidedAt), env.city), env.today);
}

/** What is there is not sent twice; who looks after it is written to, once a day at most. */
async function again(code: string, on: string, { open = [], occasion }: Decided, env: Env): Promise<Reply> {
  const name = departmentName(env.catalog, code);
  const quarter = quarterOf(env.today, env.city);
  if (open.length === 0) return reply(heading(`Nothing is missing in ${name}`), text("Nothing was sent."));
  const [recipients, answers] = await Promise.all([
    env.stores.recipients.on(env.today),
    env.stores.nudges.since(quarter.start),
  ]);
  const to = responsibleFor(code, env.today, recipients, answers);
  if (to.length === 0)
    throw new Refusal(`${name} was nudged on ${on}, and has no lead to ask again. Nothing was sent.`);
  const names = (await env.stores.people.byId(to, env.today)).map((person) => person.name).join(", ");
  if (!env.confirmed.includes(AGAIN))
    return ask(
      `${name} was nudged on ${on}. Ask ${names} again, privately?`,
      "nudge now",
      { department: code },
      { label: "Ask again", id: AGAIN },
    );
  const data = { department: code, quarter: occasion.occasion };
  const message = { kind: "asked-again", occasion: `${code} ${env.today}`, data };
  const count = await env.stores.deliveries.announce(
    to.map((id) => ({ ...message, recipient: toPerson(id) })),
    env.write,
    `nudge:${code}`,
  );
  if (count === 0)
    return reply(heading("They were asked today"), text(`${names} can be asked again tomorrow. Nothing was sent.`));
  return sent(`nudge:${code}`, `${name} is asked again: ${names}.`);
}

export const adminAnnounce = defineCommand({
  name: "admin announce",
  summary: "Send a few words to the leads of every department, privately.",
  roles: ["officer"],
  fields: {
    text: textField({
      label: "What to tell them",
      from: "quotes",
      maxLength: 1000,
      keys: ["message", "words"],
      control: "lines",
    }),
  },
  examples: ['admin announce "The toolkit training moves to Tuesday 1 December."'],
  scope: () => EVERYTHING,
  execute: async ({ text: words }, env) => {
    await requireLive(env);
    const { leads } = await env.stores.recipients.on(env.today);
    const people = [...new Set([...leads.values()].flat())];
    if (people.length === 0) throw new Refusal("No department has a lead yet. Nothing was sent.");
    const whom = `${people.length} ${people.length === 1 ? "lead" : "leads"} of ${leads.size} ${env.city.words.department}s`;
    if (!env.confirmed.includes(SEND)) return ask(`Send this to ${whom}?\n${words}`, "admin announce", { text: words });
    const draft = await env.stores.drafts.keep(words);
    const message = { kind: "announcement", occasion: env.write.request, data: { draft } };
    const outcome = await env.stores.deliveries.announce(
      people.map((id) => ({ ...message, recipient: toPerson(id) })),
      env.write,
    );
    return sent("announcement", `On its way to ${outcome} ${outcome === 1 ? "person" : "people"}: ${whom}.`);
  },
});

const ask = (
  question: string,
  command: string,
  values: Record<string, string>,
  { label, id } = { label: "Send it", id: SEND },
): Reply => reply(text(question), buttons({ label, command, values, confirmed: [id], tone: "primary" }));

const sent = (record: string, words: string): Reply => ({
  ...reply(
    heading("On its way"),
    text(`${words} Outside working hours it waits until they begin.`),
    buttons({ label: "Messages", command: "status deliveries", values: {} }),
  ),
  changed: { record, department: undefined },
});
