import { defineCommand, type Env } from "../../src/core/command/command.ts";
import type { OpenDelivery } from "../../src/core/deliveries/deliveries.ts";
import { NOBODY } from "../../src/core/deliveries/occasions.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Block, type Button, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { type Actor, may, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { messageLabel } from "../messages.ts";
import { deliveryTable, waitsInWords } from "./delivery-table.ts";

/** As many as fit on one page with a button each, on every platform. */
const MOST = 20;

const EVERYTHING = { to: "write", of: { city: true } } as const satisfies Scope;

export const statusDeliveries = defineCommand({
  name: "status deliveries",
  summary: "List messages that did not arrive, or may not have.",
  roles: ["officer", "admin", "auditor"],
  reads: true,
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
    const [{ total, deliveries, waiting }, nobody] = await Promise.all([
      env.stores.deliveries.open(MOST),
      nobodyTold(env),
    ]);
    if (total === 0) {
      const well = text("Every message arrived, or is on its way.");
      return reply(heading("Messages"), well, ...waitsInWords(waiting), ...nobody);
    }
    return reply(
      heading(total === 1 ? "1 message needs a look" : `${total} messages need a look`),
      await deliveryTable(deliveries, messageLabel, env),
      ...retryButtons(deliveries, env),
      ...waitsInWords(waiting),
      ...nobody,
      ...(total > MOST ? [text(`The latest ${MOST} are shown. The others follow as these are settled.`)] : []),
    );
  },
});

const DAYS_BACK = 90;

/** Without officers no digest says what nobody was told: whoever looks after the connections reads it here. */
async function nobodyTold({ stores, today, instant }: Env): Promise<Block[]> {
  const [{ officers }, skipped] = await Promise.all([
    stores.recipients.on(today),
    stores.occasions.skipped(instant.subtract({ hours: 24 * DAYS_BACK })),
  ]);
  const lost = skipped.filter(({ reason }) => reason === NOBODY).length;
  return [
    ...(officers.length > 0
      ? []
      : [text("Nobody on record is an equity officer: an administrator names one with admin person.")]),
    ...(lost === 0
      ? []
      : [text(`${lost} message${lost === 1 ? "" : "s"} had nobody to go to: neither a lead nor an officer.`)]),
  ];
}

/** No records are shown, so whoever looks after the connections may look, too. */
const readableBy = (actor: Actor): Scope =>
  may(actor, { to: "configure" }) ? { to: "configure" } : { to: "read", of: { city: true } };

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
