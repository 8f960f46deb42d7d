import { Temporal } from "temporal-polyfill";
import { type Actor, may, type Scope } from "../../src/core/actor.ts";
import { printInstant } from "../../src/core/calendar.ts";
import { departmentName } from "../../src/core/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command.ts";
import type { OpenDelivery, Waiting } from "../../src/core/deliveries.ts";
import { Refusal } from "../../src/core/errors.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Block, type Button, buttons, heading, reply, text } from "../../src/core/reply.ts";
import { messageKinds } from "../messages.ts";
import { reasonWords } from "./reasons.ts";

/** As many as fit on one page with a button each, on every platform. */
const MOST = 20;

const EVERYTHING = { to: "write", of: { city: true } } as const satisfies Scope;

export const statusDeliveries = defineCommand({
  name: "status deliveries",
  summary: "List messages that did not arrive, or may not have.",
  roles: ["officer", "admin", "auditor"],
  fields: {},
  cues: {
    tells: "question",
    patterns: [
      [/\b(?:messages?|deliveries)\b/, 1],
      [/\b(?:failed|unconfirmed|undelivered|not (?:delivered|arrived?|sent)|didn t arrive|stuck|bounced)\b/, 1],
    ],
  },
  examples: ["status deliveries", "which messages were not delivered"],
  scope: (_values, { actor }) => readableBy(actor),
  execute: async (_values, env) => {
    const { total, deliveries, waiting } = await env.stores.deliveries.open(MOST);
    if (total === 0)
      return reply(heading("Messages"), text("Every message arrived, or is on its way."), ...waits(waiting));
    return reply(
      heading(total === 1 ? "1 message needs a look" : `${total} messages need a look`),
      await listed(deliveries, env),
      ...retryButtons(deliveries, env),
      ...waits(waiting),
      ...(total > MOST ? [text(`The latest ${MOST} are shown. The others follow as these are settled.`)] : []),
    );
  },
});

/** What is tried again by itself, and why it has not gone out yet. */
const waits = (waiting: readonly Waiting[]): Block[] =>
  waiting.map(({ reason, count }) =>
    text(
      `${count === 1 ? "1 message waits" : `${count} messages wait`}, and will go out by itself: ${reasonWords(reason)}.`,
    ),
  );

/** No records are shown, so whoever looks after the connections may look, too. */
const readableBy = (actor: Actor): Scope =>
  may(actor, { to: "configure" }) ? { to: "configure" } : { to: "read", of: { city: true } };

async function listed(deliveries: readonly OpenDelivery[], env: Env): Promise<Block> {
  const names = await namesOf(deliveries, env);
  const columns = ["No.", "Message", "To", "What happened", "When"].map((label) => ({ label }));
  const rows = deliveries.map((one, at) => [
    String(at + 1),
    labelOf(one.kind),
    names.get(one.recipient) ?? placeName(one.recipient, env),
    `${one.state === "failed" ? "Not delivered" : "May have arrived"}: ${reasonWords(one.reason)}`,
    printInstant(Temporal.Instant.fromEpochMilliseconds(Math.round(one.settledAt)), env.city),
  ]);
  return { kind: "table", caption: "Messages that did not arrive, or may not have", columns, rows };
}

const labelOf = (kind: string) => messageKinds.find((one) => one.name === kind)?.label ?? kind;

async function namesOf(deliveries: readonly OpenDelivery[], env: Env): Promise<Map<string, string>> {
  const ids = deliveries.flatMap(({ recipient }) =>
    recipient.startsWith("person:") ? [Number(recipient.slice(7))] : [],
  );
  const people = ids.length === 0 ? [] : await env.stores.people.byId([...new Set(ids)], env.today);
  return new Map(people.map(({ id, name }) => [`person:${id}`, name]));
}

/** A department's channel by its name; anything else as the platform calls it. */
function placeName(recipient: string, { catalog }: Env): string {
  const id = recipient.split(":").slice(3).join(":");
  return recipient.startsWith("place:") ? `channel of ${departmentName(catalog, id)}` : "somebody no longer on record";
}

function retryButtons(deliveries: readonly OpenDelivery[], { actor }: Env): Block[] {
  if (!may(actor, EVERYTHING)) return [];
  const retry = ({ id }: OpenDelivery, at: number): Button => ({
    label: `Retry ${at + 1}`,
    command: "status resend",
    values: { delivery: id },
  });
  return [
    text("An unconfirmed message is looked for first. Where the platform cannot tell, Retry may deliver it twice."),
    buttons(...deliveries.map(retry)),
  ];
}

export const statusResend = defineCommand({
  name: "status resend",
  summary: "Send a message again that did not arrive.",
  roles: ["officer"],
  internal: true,
  fields: { delivery: textField({ label: "Message", from: "key", maxLength: 36 }) },
  examples: ["resend delivery=0b9d3c52-9d3f-4e0a-8f53-1c5a3b8a7e11"],
  scope: () => EVERYTHING,
  execute: async ({ delivery }, env) => {
    const outcome = await env.stores.deliveries.resend(delivery, env.write);
    if (outcome === "not-open") throw new Refusal("That message needs nothing any more: it arrived, or is on its way.");
    return {
      ...reply(heading("On its way again"), text("It is listed again if it does not arrive.")),
      changed: { record: `delivery:${delivery}`, department: undefined },
    };
  },
});
