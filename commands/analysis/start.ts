import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { type Block, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { AnalysisEntry, StartOutcome } from "../../src/domain/analysis/analyses.ts";
import { mayWrite } from "./access.ts";
import { analysisFields } from "./fields.ts";
import { actions, receipt } from "./receipt.ts";
import { toEntry } from "./register.ts";
import { stepsOf, summary, templateWords } from "./words.ts";

export const analysisStart = defineCommand({
  name: "analysis start",
  summary: "Start a racial equity analysis of something new or existing.",
  roles: ["employee", "lead", "officer"],
  rootDefault: true,
  fields: analysisFields,
  cues: {
    tells: "wish",
    patterns: [
      [/\b(?:start|begin|open|launch|kick off|conduct)\b.*\b(?:anal\w+|toolkit)\b/, 3],
      [/^(?:please )?(?:start|strat|satrt|begin) (?:an? )?(?:new|existing)\b/, 3],
      [/\banaly[sz]e (?:an?|the|our) (?:new|existing)\b/, 1],
    ],
  },
  examples: ['start existing "Snow removal routes"', "start an existing analysis of snow removal routes"],
  scope: ({ department }) => ({ to: "log", of: { department } }),
  execute: async (values, env) => {
    const { template } = env.city;
    if (!template) throw new Refusal("This city's plan names no template for analyses, so none can be started.");
    const entry = toEntry(values);
    const anyway = env.confirmed.includes("anyway");
    const result = await env.stores.analyses.start(entry, template, anyway, env.today, env.write);
    return REPLIES[result.outcome](result, entry, env);
  },
});

type Replying = (result: StartOutcome, entry: AnalysisEntry, env: Env) => Reply;

const REPLIES: Record<StartOutcome["outcome"], Replying> = {
  started: ({ analysis }, _entry, env) => receipt(`Started ${analysis.id}`, analysis, env, [howItGoes(analysis)]),
  continued: ({ analysis }, entry, env) =>
    receipt(`Started ${analysis.id}`, analysis, env, [
      text(`It is on the register since ${printDate(analysis.registeredOn)}; this is its analysis.`),
      ...differing(analysis, entry),
      howItGoes(analysis),
    ]),
  "taken up": ({ analysis }, _entry, env) =>
    receipt(`Took up ${analysis.id} again`, analysis, env, [
      text("Everything that was saved before is there."),
      ...templateWords(analysis, env),
    ]),
  "started before": underWay,
  "was withdrawn": ({ analysis }, entry, env) =>
    askFirst(
      "Take it up again?",
      "Yes, take it up again",
      "It was withdrawn, and everything is kept.",
      analysis,
      entry,
      env,
    ),
  "analysed before": ({ analysis }, entry, env) =>
    askFirst("Analyse it again?", "Yes, start another analysis", "It was analysed before.", analysis, entry, env),
};

function howItGoes(analysis: StartOutcome["analysis"]): Block {
  const count = stepsOf(analysis).length;
  return text(
    `${count} steps, a short form each, saved one by one. Leads and everyone invited can go on where somebody stopped.`,
  );
}

function underWay({ analysis }: StartOutcome, entry: AnalysisEntry, env: Env): Reply {
  const onTeam = mayWrite(analysis, env);
  const ask = onTeam ? [] : [text(`Ask ${analysis.ownerName} or a lead of the department to invite you.`)];
  const more = [text(`${analysis.id} was started by ${analysis.ownerName}. Nothing new was saved.`), ...ask];
  return receipt("Under way already", analysis, env, [...more, ...differing(analysis, entry)]);
}

/** What the register says stays until somebody corrects it there. */
function differing(analysis: StartOutcome["analysis"], entry: AnalysisEntry): Block[] {
  const kind = analysis.kind === entry.kind ? [] : [`as ${analysis.kind}, not ${entry.kind}`];
  const subject =
    entry.subject === undefined || analysis.subject === undefined || analysis.subject === entry.subject
      ? []
      : [`as a ${analysis.subject}, not a ${entry.subject}`];
  const both = [...kind, ...subject];
  return both.length === 0 ? [] : [text(`It stays on record ${both.join(" and ")}. Edit corrects that.`)];
}

function askFirst(
  question: string,
  yes: string,
  because: string,
  analysis: StartOutcome["analysis"],
  entry: AnalysisEntry,
  env: Env,
): Reply {
  const values = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
  return reply(
    heading(question),
    text(`${analysis.id}: ${summary(analysis, env)}. ${because} Nothing was saved yet.`),
    buttons(
      { label: yes, command: "analysis start", values, confirmed: [...env.confirmed, "anyway"], tone: "primary" },
      ...actions(analysis, env).filter(({ command }) => command === "analysis show"),
    ),
  );
}
