import type { Env } from "../../src/core/command/command.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { date } from "../../src/core/fields/date.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { PaperRecipient } from "../../src/domain/paper/papers.ts";
import type { PaperRecord } from "../../src/domain/paper/records.ts";
import { isApproved, isSubmitted } from "../../src/domain/paper/standing.ts";
import type { Plan } from "../../src/domain/plan/plan.ts";
import { councilFile } from "../../src/domain/statement/fields/council-file.ts";
import { OFFICER, paperAt } from "./access.ts";
import { stepReply } from "./decide.ts";
import { paperRecordField } from "./fields.ts";
import { PAPER } from "./record.ts";
import { standingWords, waitingFor } from "./words.ts";

/** Row E1: handed over to the council under a file number, and to the mayor; only with every receipt is it done. */
export const reportSubmit = defineCommand({
  name: "report submit",
  summary: "Record that an approved report was submitted, to the council under its file number or to the mayor.",
  roles: ["officer"],
  fields: {
    record: paperRecordField(),
    to: {
      ...choice({ label: "Submitted to", question: "To whom?", choices: ({ plan }) => recipientsIn(plan) }),
      // Before the number of the file: "to the common council file 261234" names both.
      rank: 0,
    },
    file: { ...councilFile({ optional: true }), hint: "Of the council, like 261234" },
    on: date({ label: "Day", default: "today" }),
    reference: textField({ label: "Reference", from: "key", optional: true, maxLength: 200, keys: ["ref"] }),
  },
  cues: {
    tells: "deed",
    patterns: [[/\b(?:submit(?:ted)?|handed over)\b.*\brp-\d{4}-\d{4,}\b|\brp-\d{4}-\d{4,}\b.*\bsubmitted\b/, 6]],
  },
  examples: ["submit RP-2026-0001 to the council file 261234", "RP-2026-0001 was submitted to the mayor yesterday"],
  scope: () => OFFICER,
  execute: async ({ record, to, file, on, reference }, env) => {
    const paper = await paperAt(record, env);
    const recipient = recipientOf(paper, to);
    requireReady(paper, recipient, { file, on }, env);
    const taken = {
      paper: record,
      decision: "received",
      party: to,
      on,
      file: recipient.file ? file : undefined,
    } as const;
    const told = await env.stores.paperSteps.take(
      { ...taken, reference, comment: undefined, name: undefined },
      [],
      () => [],
      env.write,
    );
    const now = await paperAt(record, env);
    if (told.outcome === "recorded")
      return stepReply(`Submitted ${record}`, now, told.record.id, env, [whatIsLeft(now)]);
    if (told.record.paper === record && told.record.party === to)
      return PAPER.receipt("Already recorded", now, env, [text(`${told.record.id} says so. Nothing new was saved.`)]);
    throw new Refusal(
      `Council file ${file} is ${told.record.paper}'s already (${told.record.id}). Look at the number again. Nothing was saved.`,
      "file",
    );
  },
});

/** Everybody any of the plan's papers goes to. */
function recipientsIn({ papers }: Plan) {
  const all = papers.flatMap(({ to }) => to);
  return all
    .filter(({ id }, at) => all.findIndex((one) => one.id === id) === at)
    .map(({ id, name }) => ({ value: id, label: name, words: wordsFor(name) }));
}

/** "Common Council" is also called the council. */
function wordsFor(name: string): RegExp {
  const words = name.toLowerCase().split(/\s+/);
  return new RegExp(`\\b(?:${[words.join(" "), words.at(-1)].join("|")})\\b`);
}

function recipientOf(paper: PaperRecord, id: string): PaperRecipient {
  const found = paper.to.find((one) => one.id === id);
  if (found) return found;
  throw new Refusal(
    `${paper.id} does not go there. It goes to the ${paper.to.map(({ name }) => name).join(" and the ")}.`,
    "to",
  );
}

function requireReady(
  paper: PaperRecord,
  recipient: PaperRecipient,
  { file, on }: { file: string | undefined; on: string },
  env: Env,
): void {
  if (paper.undone || !isApproved(paper))
    throw new Refusal(
      `${paper.id} is not approved, so it is not submitted yet: ${standingWords(paper, env)}. Nothing was saved.`,
    );
  if (recipient.file && file === undefined)
    throw new Refusal(`The ${recipient.name} gives it a file number: say which.`, "file");
  const approvedOn = paper.steps.filter(({ decision }) => decision === "approved").at(-1)?.on ?? paper.sentOn;
  if (on < approvedOn) throw new Refusal(`${paper.id} was approved after that day. Nothing was saved.`, "on");
}

const whatIsLeft = (paper: PaperRecord) =>
  text(
    isSubmitted(paper)
      ? "Every receipt is on record: it is done, and its reminders end."
      : `Still to be submitted to the ${waitingFor(paper).join(" and the ")}.`,
  );
