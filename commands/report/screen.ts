import type { Env } from "../../src/core/command/command.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { mayUse } from "../../src/core/request/permit.ts";
import { isAboutRecord, type PaperKindName, type RecordPaperKind, reportAsked } from "../../src/domain/paper/papers.ts";
import type { PaperRecord } from "../../src/domain/paper/records.ts";
import { standingOf } from "../../src/domain/paper/standing.ts";
import type { Compiled } from "../../src/reports/papers/compile.ts";
import { PAPER_FORMATS, type PaperFormat, paperFile } from "../../src/reports/papers/formats.ts";
import type { Paper, Section } from "../../src/reports/papers/model/paper.ts";
import type { Check } from "../../src/reports/papers/sections/section.ts";
import { OFFICER } from "./access.ts";
import { draftAbout, draftOf } from "./paper.ts";
import { nextOf } from "./record.ts";
import { changeLine, differenceFrom, reasonsIn, type Versions, versionsOf } from "./versions.ts";
import { capital, standingWords } from "./words.ts";

/** As many gaps as are shown on one phone screen. */
const MOST_GAPS = 3;

interface Asked {
  kind: PaperKindName;
  period: string;
  format: string | undefined;
}

/** A report in chat, on one phone screen: how complete, what is missing, where its newest version stands; or the file. */
export async function reportScreen({ kind, period, format }: Asked, env: Env): Promise<Reply> {
  const of = periodOf(period, env.city);
  const [compiled, versions] = await Promise.all([draftOf(kind, of, env), versionsOf(kind, of.id, env)]);
  if (format !== undefined) return fileReply(compiled, format as PaperFormat);
  const newest = versions.newest && (await newestBlocks(versions.newest, compiled, env));
  return reply(
    heading(`${compiled.paper.title}, ${of.label}`),
    ...draftBlocks(compiled, env),
    ...(newest ?? []),
    buttons(...(may(env.actor, OFFICER) ? sendButtons(kind, of.id, versions) : []), ...formatButtons(kind, of.id)),
  );
}

/** The same of a paper about one record, which has no review of its own: the record has. */
export async function recordScreen(kind: RecordPaperKind, record: string, format: string | undefined, env: Env) {
  const compiled = await draftAbout(kind, record, env);
  if (format !== undefined) return fileReply(compiled, format as PaperFormat);
  const { title, subtitle, purpose, sections } = compiled.paper;
  const writes =
    kind === "cover" && may(env.actor, OFFICER)
      ? sections.filter(({ id }) => WRITTEN.includes(id)).map((one) => writeButton(record, one))
      : [];
  const cover: Button = { label: "Cover for it", command: "report cover", values: { record } };
  return reply(
    heading(`${title}: ${subtitle}`),
    ...draftBlocks(compiled, env),
    ...(purpose === undefined ? [] : [text(PURPOSE[purpose])]),
    ...(writes.length === 0 ? [] : [buttons(...writes)]),
    buttons(...formatButtons(kind, record), ...(kind !== "cover" && may(env.actor, OFFICER) ? [cover] : [])),
  );
}

/** Below a cover all its sections have one. */
const hasNoButton =
  ({ kind }: Paper) =>
  ({ command }: Check) =>
    kind !== "cover" || command !== "report write";

/** Sections of a cover that are the officer's to write. */
const WRITTEN = ["issue", "background", "fiscal-impact", "asked"];
const PURPOSE = {
  action: "For action: it says what is asked.",
  information: "For information. Once you write what is asked, it is for action.",
} as const;

const writeButton = (record: string, { id, title, narrative }: Section): Button => ({
  label: `${narrative ? "Edit" : "Write"}: ${title}`,
  command: "report write",
  values: { kind: "cover", period: record, section: id },
  ask: true,
});

async function fileReply({ paper }: Compiled, format: PaperFormat) {
  const file = await paperFile(paper, format);
  return reply(heading(file.summary), { kind: "file", file });
}

/** How complete it is, and the three most important gaps. */
function draftBlocks({ paper, gaps }: Compiled, env: Env): Block[] {
  const { done, of } = paper.complete;
  const share = of === 0 ? 100 : Math.round((100 * done) / of);
  const shown = gaps.slice(0, MOST_GAPS);
  const more = gaps.length - shown.length;
  const standing = isAboutRecord(paper.kind) ? capital(paper.status) : "Draft";
  return [
    text(`${paper.covers}. ${standing}: ${done} of ${of} parts complete (${share} %).`),
    ...(shown.length === 0 ? [] : [text(gapWords(shown, more)), ...gapButtons(shown.filter(hasNoButton(paper)), env)]),
  ];
}

/** Where the newest version stands, and what it says that is not so any more. */
async function newestBlocks(newest: PaperRecord, { paper }: Compiled, env: Env): Promise<Block[]> {
  const difference = await differenceFrom(newest, paper, env);
  const [first] = difference.changes;
  const more = difference.changes.length - 1;
  const changed = first
    ? `Figures changed since it was sent: ${changeLine(first)}${reasonsIn(difference)}${more > 0 ? `. And ${more} more` : ""}.`
    : "Its figures are the same as today's.";
  const show: Button = { label: `Show ${newest.id}`, command: "report show", values: { record: newest.id } };
  return [
    text(`Version ${newest.version} (${newest.id}): ${standingWords(newest, env)}. ${changed}`),
    buttons(...(may(env.actor, OFFICER) ? nextOf(newest) : []), show),
  ];
}

const gapWords = (shown: readonly Check[], more: number) =>
  [...shown.map(({ what }, at) => `${at + 1}. ${what}.`), ...(more > 0 ? [`And ${more} more in the paper.`] : [])].join(
    "\n",
  );

function gapButtons(gaps: readonly Check[], { commands, actor }: Env): Block[] {
  const known = gaps.filter(({ command }) => commands.some((one) => one.name === command && mayUse(actor, one)));
  const all = known.map(({ label, command, values }): Button => ({ label, command, values, ask: true }));
  return all.length === 0 ? [] : [buttons(...all)];
}

/** Another version of what is approved says why. */
function sendButtons(kind: PaperKindName, period: string, { newest, approved }: Versions): Button[] {
  if (newest && standingOf(newest) === "in review") return [];
  const values = { kind, period };
  if (approved) return [{ label: "Send a new version…", command: "report send", values, ask: true }];
  return [{ label: "Send for review", command: "report send", values, tone: "primary" }];
}

const formatButtons = (kind: PaperKindName, subject: string): Button[] =>
  Object.entries(PAPER_FORMATS).map(([format, { label }]) => {
    const { command, values } = reportAsked(kind, subject);
    return { label, command, values: { ...values, format } };
  });
