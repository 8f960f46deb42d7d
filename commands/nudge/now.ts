import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import { department } from "../../src/core/fields/department.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";

const EVERYTHING = { to: "write", of: { city: true } } as const;
const SEND = "send";

/** Before the go-live nothing goes out, whoever asks. */
async function requireLive({ stores }: Env): Promise<void> {
  if ((await stores.deployment.get())?.liveAt !== undefined) return;
  throw new Refusal("Messages are held back: let them out first with admin golive. Nothing was sent.");
}

/** The quarter's own nudge, before its day: so there is one a quarter, however often somebody asks. */
export const nudgeNow = defineCommand({
  name: "nudge now",
  summary: "Send a department this quarter's nudge today instead of on its day.",
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
    if (!env.confirmed.includes(SEND))
      return ask(`Send ${name} this quarter's nudge now? It goes to ${to}.`, "nudge now", { department: code });
    const outcome = await env.stores.occasions.bringForward(decided, env.instant, env.write);
    if (outcome === "sent before")
      return reply(
        heading("It was sent before"),
        text(`${name} has this quarter's nudge; it is edited as things get done.`),
      );
    return sent(`nudge:${code}`, `The nudge of ${name} is on its way to ${to}.`);
  },
});

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

const ask = (question: string, command: string, values: Record<string, string>): Reply =>
  reply(text(question), buttons({ label: "Send it", command, values, confirmed: [SEND], tone: "primary" }));

const sent = (record: string, words: string): Reply => ({
  ...reply(
    heading("On its way"),
    text(`${words} Outside working hours it waits until they begin.`),
    buttons({ label: "Messages", command: "status deliveries", values: {} }),
  ),
  changed: { record, department: undefined },
});
