import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { type NewDelivery, toPerson } from "../../src/core/deliveries/deliveries.ts";
import { period } from "../../src/core/fields/period.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { PaperKindName } from "../../src/domain/paper/papers.ts";
import type { KeptFile, PaperRecord } from "../../src/domain/paper/records.ts";
import { standingOf } from "../../src/domain/paper/standing.ts";
import type { Compiled } from "../../src/reports/papers/compile.ts";
import { evidenceFile } from "../../src/reports/papers/facts/evidence.ts";
import { canonicalPaper, paperHash, sha256 } from "../../src/reports/papers/model/canonical.ts";
import { OFFICER, roleName } from "./access.ts";
import { paperKindField, reported } from "./fields.ts";
import { type Drafting, drafting } from "./paper.ts";
import { PAPER } from "./record.ts";
import { changedBlocks, type Difference, differenceFrom, type Versions, versionsOf } from "./versions.ts";

/** Row E1: what is sent is what is approved; figures that change later need a new version. */
export const reportSend = defineCommand({
  name: "report send",
  summary: "Send a report for review, to whoever approves it.",
  roles: ["officer"],
  fields: {
    kind: paperKindField(),
    period: period(),
    reason: textField({
      label: "Why it comes again",
      from: "because",
      optional: true,
      maxLength: 1000,
      keys: ["because"],
      hint: "Needed for a new version of what was approved",
      control: "lines",
    }),
  },
  cues: { tells: "wish", patterns: [[/\bsend\b.*\breport\b.*\b(?:review|approval)\b/, 6]] },
  examples: ["report send annual 2025", "send the annual report 2025 for review"],
  scope: () => OFFICER,
  execute: async ({ kind: named, period: id, reason }, env) => {
    const kind = named as PaperKindName;
    const of = reported(kind, id, env.city);
    const [draft, versions] = await Promise.all([drafting(kind, of, env), versionsOf(kind, of.id, env)]);
    const plain = draft.paper();
    const unwritten = plain.gaps.filter(({ required }) => required);
    if (unwritten.length > 0) return notYet(plain, unwritten);
    const already = versions.newest && (await saysTheSame(versions.newest, plain, env));
    if (already) return already;
    return send(kind, { draft, versions, reason }, env);
  },
});

function notYet({ paper }: Compiled, unwritten: Compiled["gaps"]): Reply {
  const write = unwritten.map(({ label, command, values }): Button => ({ label, command, values, ask: true }));
  return reply(
    heading(`${paper.title}, ${paper.subtitle}: not sent yet`),
    text(`${unwritten.map(({ what }) => what).join(". ")}. Nothing was sent.`),
    buttons(...write),
  );
}

/** What was sent already, and says the same: it is not sent twice. One that was returned may be sent again as it is. */
async function saysTheSame(newest: PaperRecord, { paper }: Compiled, env: Env): Promise<Reply | undefined> {
  const standing = standingOf(newest);
  if (standing === "returned") return undefined;
  const { changes } = await differenceFrom(newest, paper, env);
  if (changes.length > 0 || (standing === "in review" && wordsDiffer(await env.stores.papers.json(newest.id), paper)))
    return undefined;
  return PAPER.receipt("Already recorded", newest, env, [
    text(`No figure changed since ${newest.id} was sent. Nothing new was saved.`),
  ]);
}

/** The officer's own words count as a change while nobody has approved them. */
const wordsDiffer = (json: string, { sections }: Compiled["paper"]) => {
  const before = (JSON.parse(json) as Compiled["paper"]).sections;
  const written = (all: Compiled["paper"]["sections"]) =>
    JSON.stringify(all.flatMap(({ id, narrative }) => (narrative ? [[id, narrative.words]] : [])));
  return written(before) !== written(sections);
};

interface Sending {
  draft: Drafting;
  versions: Versions;
  reason: string | undefined;
}

async function send(kind: PaperKindName, { draft, versions, reason }: Sending, env: Env): Promise<Reply> {
  const { plan } = draft;
  const [first] = plan.chain;
  if (first === undefined)
    throw new Refusal(
      `The plan names nobody who approves this report. Whoever keeps the plan file adds a chain to its paper "${kind}". Nothing was sent.`,
    );
  const { approved, next: version } = versions;
  if (approved && reason === undefined)
    throw new Refusal(
      `Version ${approved.version} is approved. Say why there is another one: it is printed in it.`,
      "reason",
    );
  const { paper, evidence } = draft.paper({
    version,
    status: "in review",
    ...(approved ? await insteadOf(approved, draft, reason ?? "", env) : {}),
  });
  const holders = await holdersOf(first, env);
  const outcome = await env.stores.papers.send(
    {
      kind,
      period: paper.period,
      version,
      supersedes: approved?.id,
      because: approved ? reason : undefined,
      title: paper.title,
      asOf: paper.asOf,
      sentOn: env.today,
      hash: paperHash(paper),
      chain: plan.chain,
      to: plan.to,
    },
    [kept("json", new TextEncoder().encode(canonicalPaper(paper))), kept("jsonl", evidenceFile(paper, evidence))],
    (id) => asked(id, first, holders),
    env.write,
  );
  if (outcome.outcome === "on record")
    return PAPER.receipt("Already recorded", outcome.record, env, [text("Somebody sent it a moment ago.")]);
  return PAPER.receipt(`Sent for review: ${outcome.record.id}`, outcome.record, env, told(first, holders, env));
}

const kept = (format: string, bytes: Uint8Array): KeptFile => ({ format, sha256: sha256(bytes), bytes });

async function insteadOf(approved: PaperRecord, draft: Drafting, because: string, env: Env) {
  const difference: Difference = await differenceFrom(approved, draft.paper().paper, env);
  return { supersedes: approved.version, because, changed: changedBlocks(difference, because) };
}

/** People who hold a role of the plan today. */
export async function holdersOf(role: string, { stores, today }: Pick<Env, "stores" | "today">) {
  return (await stores.duties.held(today)).filter((one) => one.role === role);
}

/** The same person is asked once for each version and role. */
export const asked = (id: string, role: string, holders: readonly { person: number }[]): NewDelivery[] =>
  holders.map(({ person }) => ({
    kind: "paper-review",
    recipient: toPerson(person),
    occasion: `${id} ${role}`,
    data: { record: id, role },
  }));

/** Who is asked now; without anybody, what the officer does. */
export function told(role: string, holders: readonly { name: string }[], env: Env): Block[] {
  const name = roleName(role, env);
  if (holders.length > 0) return [text(`Asked for approval: ${holders.map((one) => one.name).join(", ")}, ${name}.`)];
  return [
    text(
      `Nobody is on record as ${name}. Say who is (admin duty ${role} @name), or give them the file and record what they decide.`,
    ),
  ];
}
