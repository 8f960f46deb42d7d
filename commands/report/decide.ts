import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { type NewDelivery, toPerson } from "../../src/core/deliveries/deliveries.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { date } from "../../src/core/fields/date.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Block, type Reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { KeptFile, PaperRecord, PaperStepEntry } from "../../src/domain/paper/records.ts";
import { nextReviewer, standingOf } from "../../src/domain/paper/standing.ts";
import { paperFiles } from "../../src/reports/papers/formats.ts";
import { sha256 } from "../../src/reports/papers/model/canonical.ts";
import { changesBetween } from "../../src/reports/papers/model/changes.ts";
import { deciding, OFFICER, paperAt, roleName, rolesHeld } from "./access.ts";
import { paperRecordField, reported } from "./fields.ts";
import { draftOf } from "./paper.ts";
import { PAPER } from "./record.ts";
import { asked, holdersOf, told } from "./send.ts";
import { changeLine, paperOf } from "./versions.ts";
import { standingWords } from "./words.ts";

const ID = String.raw`\brp-\d{4}-\d{4,}\b`;

const comment = <const Optional extends boolean>(label: string, optional: Optional) =>
  textField({ label, from: "because", optional, maxLength: 3000, keys: ["comment", "because"], control: "lines" });

/** Row E1: by whoever holds the role, in their own chat, and never of what they wrote themselves. */
export const reportApprove = defineCommand({
  name: "report approve",
  summary: "Approve a report that was sent to you for review.",
  roles: ["employee"],
  fields: { record: paperRecordField(), comment: comment("Comment", true) },
  cues: { tells: "wish", patterns: [[new RegExp(`\\bapprove\\b.*${ID}`), 6]] },
  examples: ["approve RP-2026-0001"],
  inChat: () => true,
  scope: ({ record }, env) => deciding(record, env),
  execute: async ({ record, comment: said }, env) => {
    return decideInPerson(record, "approved", said, env);
  },
});

export const reportReturn = defineCommand({
  name: "report return",
  summary: "Give a report back for changes, with the reason.",
  roles: ["employee"],
  fields: { record: paperRecordField(), comment: comment("What should change, and why", false) },
  cues: { tells: "wish", patterns: [[new RegExp(`\\b(?:return|send back|give back)\\b.*${ID}`), 6]] },
  examples: ["return RP-2026-0001 because the letter names no date"],
  scope: ({ record }, env) => deciding(record, env),
  execute: async ({ record, comment: said }, env) => {
    return decideInPerson(record, "returned", said, env);
  },
});

/** Who is not in chat got the file from the officer, who records the decision as such. */
export const reportDecision = defineCommand({
  name: "report decision",
  summary: "Record what somebody who is not in chat decided about a report.",
  roles: ["officer"],
  fields: {
    record: paperRecordField(),
    decision: choice({
      label: "Decision",
      question: "What was decided?",
      choices: [
        { value: "approved", label: "Approved", words: /\bapproved?\b/ },
        { value: "returned", label: "Returned", words: /\breturned?\b/ },
      ],
    }),
    name: textField({ label: "Who decided", from: "key", maxLength: 200, hint: "The person's name", keys: ["by"] }),
    on: date({ label: "Day of the decision" }),
    reference: textField({
      label: "Reference",
      from: "key",
      maxLength: 200,
      hint: "Where it is written: a memo, a letter, an e-mail",
      keys: ["ref"],
    }),
    comment: comment("Comment", true),
  },
  cues: { tells: "deed", patterns: [[new RegExp(`\\b(?:decision|decided)\\b.*${ID}|${ID}.*\\bdecided\\b`), 6]] },
  examples: ['report decision RP-2026-0001 approved name="Dana Lee" on=2026-11-20 reference="memo of 20 Nov"'],
  scope: () => OFFICER,
  review: ({ decision, comment: said }) => {
    if (decision === "returned" && said === undefined)
      throw new Refusal("A report is returned with a reason: say what should change.", "comment");
    return [];
  },
  execute: async ({ record, decision, name, on, reference, comment: said }, env) => {
    const paper = await paperAt(record, env);
    const before = decidedBefore(paper, decision, env);
    if (before) return before;
    const role = waitingRole(paper, env);
    await requireOutOfChat(role, env);
    if (on < paper.sentOn) throw new Refusal(`${paper.id} was sent after that day. Nothing was saved.`, "on");
    const taken = { decision: decision as "approved" | "returned", party: role, on, comment: said };
    return decide(paper, { ...taken, name, reference }, env);
  },
});

/** Decided by the same person a moment ago: said again, it is on record already. */
function decidedBefore(paper: PaperRecord, decision: string, env: Env): Reply | undefined {
  if (standingOf(paper) === "in review") return undefined;
  const step = paper.steps.find((one) => one.decision === decision && one.author === env.actor.id);
  return step && PAPER.receipt("Already recorded", paper, env, [text(`${step.id} says so. Nothing new was saved.`)]);
}

async function decideInPerson(
  record: string,
  decision: "approved" | "returned",
  said: string | undefined,
  env: Env,
): Promise<Reply> {
  const paper = await paperAt(record, env);
  const before = decidedBefore(paper, decision, env);
  if (before) return before;
  const role = await ownRole(paper, env);
  return decide(paper, { decision, party: role, on: env.today, comment: said }, env);
}

/** The role for which this person decides now. */
async function ownRole(paper: PaperRecord, env: Env): Promise<string> {
  const record = paper.id;
  const role = waitingRole(paper, env);
  const held = await rolesHeld(env.actor.id, env);
  if (!held.includes(role)) throw new Refusal(`${record} waits for the ${roleName(role, env)} now. Nothing was saved.`);
  const writers = await env.stores.paperWords.current(paper.kind, paper.period);
  if (paper.author === env.actor.id || writers.some(({ author }) => author === env.actor.id))
    throw new Refusal(
      `You wrote ${record} yourself, so somebody else who holds the role approves it: admin duty ${role} @name. Nothing was saved.`,
    );
  return role;
}

function waitingRole(paper: PaperRecord, env: Env): string {
  const role = nextReviewer(paper);
  if (standingOf(paper) === "in review" && role !== undefined) return role;
  throw new Refusal(
    `${paper.id} is not in review: ${standingWords(paper, env)}. The latest version is in "report annual". Nothing was saved.`,
  );
}

/** Two people decide in chat; only for who is not there does the officer write it down. */
async function requireOutOfChat(role: string, env: Env): Promise<void> {
  const holders = await holdersOf(role, env);
  const reached = await Promise.all(holders.map(({ person }) => env.stores.deliveries.reach(person)));
  const there = holders.filter((_holder, at) => (reached[at]?.addresses.length ?? 0) > 0);
  if (there.length === 0) return;
  throw new Refusal(
    `${there.map(({ name }) => name).join(", ")} holds the role ${roleName(role, env)} and is in chat: they press Approve or Return in their own message. Nothing was saved.`,
  );
}

type Taken = Pick<PaperStepEntry, "decision" | "party" | "on" | "comment"> & Partial<PaperStepEntry>;

async function decide(paper: PaperRecord, taken: Taken, env: Env): Promise<Reply> {
  const { decision, party } = taken;
  const following = paper.chain[paper.chain.indexOf(party) + 1];
  const last = decision === "approved" && following === undefined;
  if (decision === "approved") await requireUnchanged(paper, env);
  const files = last ? await printedFiles(paper, env) : [];
  const next = decision === "approved" && following !== undefined ? await holdersOf(following, env) : [];
  const outcome = await env.stores.paperSteps.take(
    { file: undefined, name: undefined, reference: undefined, ...taken, paper: paper.id },
    files,
    await newsOf(paper, { next: following, last, holders: next }, env),
    env.write,
  );
  const now = await paperAt(paper.id, env);
  if (outcome.outcome === "on record")
    return PAPER.receipt("Decided already", now, env, [text(`${outcome.record.id} says so. Nothing new was saved.`)]);
  const title = `${decision === "approved" ? "Approved" : "Returned"} ${paper.id}`;
  const more = following !== undefined && decision === "approved" ? told(following, next, env) : [];
  return stepReply(title, now, outcome.record.id, env, more);
}

/** The receipt of a step: what stands in the chain now, and how this step is taken back. */
export function stepReply(title: string, now: PaperRecord, step: string, env: Env, more: readonly Block[] = []): Reply {
  const answer = PAPER.receipt(title, now, env, more);
  const undo: Block = {
    kind: "buttons",
    buttons: [{ label: `Undo ${step}`, command: "fix undo", values: { record: step } }],
  };
  return { ...answer, blocks: [...answer.blocks, undo], changed: { record: step, department: undefined } };
}

/** An approval binds to figures that are still so: what was corrected since is sent again. */
async function requireUnchanged(paper: PaperRecord, env: Env): Promise<void> {
  const period = reported(paper.kind, paper.period, env.city);
  const now = await draftOf(paper.kind, period, { ...env, today: paper.sentOn });
  const [change, ...more] = changesBetween(await paperOf(paper, env), now.paper);
  if (!change) return;
  throw new Refusal(
    `Figures changed since ${paper.id} was sent (${changeLine(change)}${more.length > 0 ? `, and ${more.length} more` : ""}). Return it, and ${paper.authorName} sends a new version. Nothing was saved.`,
  );
}

/** The bytes that are approved, in every format. */
async function printedFiles(paper: PaperRecord, env: Env): Promise<KeptFile[]> {
  const approved = await paperOf(paper, env, "approved");
  return (await paperFiles(approved)).map(({ format, bytes }) => ({ format, sha256: sha256(bytes), bytes }));
}

interface News {
  next: string | undefined;
  last: boolean;
  holders: readonly { person: number }[];
}

/** The officer hears of it, the next in the chain is asked, and what is approved goes to whom the plan names. */
async function newsOf(paper: PaperRecord, { next, last, holders }: News, env: Env) {
  const roles = new Set(paper.to.map(({ role }) => role));
  const held = last ? await env.stores.duties.held(env.today) : [];
  const recipients = [...new Set(held.filter(({ role }) => roles.has(role)).map(({ person }) => person))];
  return (step: string): NewDelivery[] => [
    ...(paper.author === env.actor.id ? [] : [decided(paper, step)]),
    ...(next === undefined ? [] : asked(paper.id, next, holders)),
    ...recipients.map((person) => ({
      kind: "paper-approved",
      recipient: toPerson(person),
      occasion: paper.id,
      data: { record: paper.id },
    })),
  ];
}

const decided = ({ id, author }: PaperRecord, step: string): NewDelivery => ({
  kind: "paper-decided",
  recipient: toPerson(author),
  occasion: step,
  data: { record: id, step },
});
