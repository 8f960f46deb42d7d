import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { people } from "../../src/core/fields/people.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Block, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { HeldLeave, LeavesDecided, WhichLeaves } from "../../src/domain/import/leaves.ts";
import { peopleOf } from "../people.ts";

/** As many of a batch as are named. */
const SHOWN = 20;

const adminLeaves = defineCommand({
  name: "admin leaves",
  summary: "Show who would leave with too many others at once, by a file or the directory, and decide about them.",
  roles: ["admin"],
  reads: true,
  fields: {},
  cues: { tells: "question", patterns: [[/\b(?:held|mass) leaves?\b/, 4]] },
  examples: ["admin leaves"],
  scope: () => ({ to: "configure" }),
  execute: async (_values, env) => {
    const batches = batchesOf(await env.stores.leaves.waiting(env.today));
    if (batches.length === 0) return reply(heading("Nobody waits for a word about leaving"));
    return reply(heading("Who would leave at once"), text(WHY), ...batches.flatMap((batch) => shown(batch, env)));
  },
});

const WHY = "So many at once are more likely a filter set wrong than a truth. They stay on record until you decide.";

const adminLeavesDecide = defineCommand({
  name: "admin leaves decide",
  summary: "Say of people who would leave at once whether they have left.",
  grave: true,
  roles: ["admin"],
  fields: {
    people: people({ label: "Who", optional: true }),
    decision: choice({
      label: "Have they left?",
      choices: [
        { value: "left", label: "They have left", words: /\b(?:left|gone|leave)\b/ },
        { value: "stayed", label: "They stay", words: /\b(?:stay(?:s|ed)?|still here|remain)\b/ },
      ],
    }),
    which: textField({ label: "Batch", from: "key", maxLength: 400, optional: true }),
  },
  anyOf: [{ names: ["people", "which"], because: "Say who, or press a button of: admin leaves." }],
  // The batch is what a button carries; whoever fills in the form names people.
  shape: (inputs) => inputs.filter(({ name }) => name !== "which"),
  examples: ["admin leaves decide @lee left"],
  scope: () => ({ to: "configure" }),
  execute: async (values, env) => {
    const decision = values.decision === "left" ? "left" : "stayed";
    const decided = await env.stores.leaves.decide(await meant(values, env), decision, env.write);
    if (decided.outcome === "last administrator")
      throw new Refusal("That would leave nobody to administer. Name another administrator first. Nothing was saved.");
    if (decided.outcome === "nobody waits")
      throw new Refusal('None of them waits for a word about leaving. "admin leaves" shows who does.', "people");
    return decidedReply(decision, decided, (await env.stores.leaves.waiting(env.today)).length);
  },
});

function decidedReply(
  decision: "left" | "stayed",
  { count, gone, at }: Extract<LeavesDecided, { outcome: "decided" }>,
  waiting: number,
): Reply {
  const undo = { label: "Undo", command: "admin leaves undo", values: { which: String(at) } };
  const others = { label: "Who waits", command: "admin leaves", values: {} };
  return {
    ...reply(
      heading(decision === "left" ? `${persons(count)} left` : `${persons(count)} ${count === 1 ? "stays" : "stay"}`),
      ...(gone > 0 ? [text(`${persons(gone)} had left already: their last day stays as it was.`)] : []),
      ...(waiting > 0 ? [text(`${persons(waiting)} still ${waiting === 1 ? "waits" : "wait"}.`)] : []),
      buttons(undo, ...(waiting > 0 ? [others] : [])),
    ),
    changed: { record: "people", department: undefined },
  };
}

const adminLeavesUndo = defineCommand({
  name: "admin leaves undo",
  summary: "Take back what was decided about people who would leave at once: they wait again.",
  roles: ["admin"],
  internal: true,
  fields: { which: textField({ label: "Decision", from: "key", maxLength: 20 }) },
  examples: ["admin leaves undo which=1795000000000"],
  scope: () => ({ to: "configure" }),
  execute: async ({ which }, env) => {
    const count = /^\d{1,15}$/.test(which) ? await env.stores.leaves.reopen(Number(which), env.write) : 0;
    if (count === 0) throw new Refusal("That decision was taken back already, or never made. Nothing was changed.");
    return {
      ...reply(
        heading(`${persons(count)} wait${count === 1 ? "s" : ""} again`),
        text("Whoever had left by that decision is on record again."),
        buttons({ label: "Who waits", command: "admin leaves", values: {} }),
      ),
      changed: { record: "people", department: undefined },
    };
  },
});

export const leavesCommands = [adminLeaves, adminLeavesDecide, adminLeavesUndo];

/** Every administrator is told once of a file, and once a day of what the directory sends. */
export const leavesHeld: MessageKind = {
  name: "leaves-held",
  label: "That many people would leave at once",
  compose: async (_data, { stores, today }) => {
    const batches = batchesOf(await stores.leaves.waiting(today));
    if (batches.length === 0) return { skip: "it is decided" };
    return reply(
      heading("Many people would leave at once"),
      text(batches.map((batch) => `${persons(batch.length)} by ${sourceOf(batch)}.`).join(" ")),
      text(WHY),
      buttons({ label: "Look and decide", command: "admin leaves", values: {}, tone: "primary" }),
    );
  },
};

type Batch = readonly [HeldLeave, ...HeldLeave[]];

function batchesOf(waiting: readonly HeldLeave[]): Batch[] {
  const batches = [...new Set(waiting.map(({ batch }) => batch))];
  return batches.flatMap((batch) => {
    const [first, ...others] = waiting.filter((one) => one.batch === batch);
    return first ? [[first, ...others] as const] : [];
  });
}

const sourceOf = ([{ file }]: Batch) => (file === "SCIM" ? "the city's directory" : `the file ${file}`);

const persons = (count: number) => (count === 1 ? "1 person" : `${count.toLocaleString("en-US")} people`);

function shown(batch: Batch, env: Env): Block[] {
  const [{ batch: id }] = batch;
  const which = `${id}|${Math.max(...batch.map(({ number }) => number))}`;
  const rows = batch
    .slice(0, SHOWN)
    .map((one) => [
      one.name,
      one.email,
      one.department === undefined ? "–" : departmentName(env.catalog, one.department),
      printDate(one.leftOn),
      one.line === undefined ? "–" : String(one.line),
    ]);
  const more = batch.length - rows.length;
  const decide = (label: string, decision: "left" | "stayed") => ({
    label,
    command: "admin leaves decide",
    values: { decision, which },
  });
  return [
    {
      kind: "table",
      caption: `${persons(batch.length)} by ${sourceOf(batch)}`,
      columns: ["Who", "Address or id", capital(env.city.words.department), "Last day before", "Line"].map((label) => ({
        label,
      })),
      rows,
    },
    ...(more > 0 ? [text(`${persons(more)} more.`)] : []),
    buttons(decide(`All ${batch.length} have left`, "left"), decide("All of them stay", "stayed"), {
      label: "Only some …",
      command: "admin leaves decide",
      values: {},
      ask: true,
    }),
  ];
}

const capital = (word: string) => `${word[0]?.toUpperCase() ?? ""}${word.slice(1)}`;

async function meant(
  { people: emails, which }: { people: readonly string[] | undefined; which: string | undefined },
  env: Env,
): Promise<WhichLeaves> {
  if (emails !== undefined) return { people: (await peopleOf(emails, env)).map(({ id }) => id) };
  const [, batch, upTo] = /^(.+)\|(\d{1,15})$/.exec(which ?? "") ?? [];
  if (batch === undefined) throw new Refusal(`"${which}" is no batch: press a button of "admin leaves".`, "people");
  return { batch, upTo: Number(upTo) };
}
