import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { City, IsoDate } from "../../src/core/places/city.ts";
import {
  type Block,
  type Button,
  buttons,
  type Fact,
  facts,
  heading,
  type Reply,
  reply,
  text,
} from "../../src/core/reply/reply.ts";
import { type Actor, may, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { standingOf } from "../../src/domain/analysis/analysis-steps.ts";
import { STATEMENT } from "../../src/domain/statement/statement-steps.ts";
import { isLate, isRequired, type Statement, TRIGGERS } from "../../src/domain/statement/statements.ts";

/** What this city calls it: "REI Impact Statement" (rows C5, H6). */
export const labelIn = ({ words }: City): string => words.statement ?? "impact statement";

/** The statement a command is about, or a refusal that says where numbers are found. */
export async function statementOf(id: string, env: Env): Promise<Statement> {
  const statement = id.startsWith("IS-") ? await env.stores.statements.get(id) : undefined;
  if (statement) return statement;
  const because = id.startsWith("IS-")
    ? `There is no ${labelIn(env.city)} ${id}.`
    : `${id} is no ${labelIn(env.city)}.`;
  throw new Refusal(`${because} Its number is on its receipt; "statement list" shows them all.`);
}

/** Writing it is for whoever prepares it, who helps, the department's leads and the officer. */
export function writing({ preparer, helper, department }: Statement, actor: Actor): Scope {
  const author = helper === actor.id ? actor.id : preparer;
  return { to: "write", of: { entry: { author, department, closed: false } } };
}

export const reading = (statement: Statement, actor: Actor): Scope =>
  ({ ...writing(statement, actor), to: "read" }) as Scope;

export function requireStanding({ id, undone }: Statement): void {
  if (undone) throw new Refusal(`${id} was undone. Put it back first. Nothing was saved.`);
}

/** "File 211268, Bridge repair · grant · Public Works · due Tue 1 Dec 2026". */
export const statementLine = (statement: Statement, { catalog, today }: Pick<Env, "catalog" | "today">): string =>
  [
    `File ${statement.file}, ${statement.title}`,
    triggerLabel(statement),
    departmentName(catalog, statement.department),
    standing(statement, today),
  ].join(" · ");

export const triggerLabel = ({ trigger }: Statement): string =>
  (TRIGGERS.find(({ value }) => value === trigger)?.label ?? trigger).toLowerCase();

/** Where it stands, in words; late is said, whatever came after. */
export function standing(statement: Statement, today: IsoDate): string {
  const { undone, attachedOn, submittedOn, dueOn } = statement;
  if (undone) return "undone";
  const late = isLate(statement, today) ? ", late" : "";
  if (attachedOn !== undefined) return `attached ${printDate(attachedOn)}${late}`;
  if (submittedOn !== undefined) return `submitted ${printDate(submittedOn)}${late}`;
  const due = dueOn === undefined ? "no hearing yet" : `due ${printDate(dueOn)}`;
  return `${isRequired(statement) ? "required" : "voluntary"}, ${due}${late}`;
}

/** What is not filled in yet, part by part. */
export const leftOf = ({ answers }: Statement) =>
  standingOf(
    STATEMENT,
    STATEMENT.steps.map(({ id }) => ({ step: id, answers })),
  ).filter(({ missing }) => missing.length > 0);

export function leftWords(statement: Statement): string {
  const left = leftOf(statement);
  const all = STATEMENT.steps.length;
  if (left.length === 0) return `All ${all} parts are filled in.`;
  return `${left.length} of ${all} parts are not complete: ${left.map(({ number, step }) => `${number} ${step.title}`).join(", ")}.`;
}

/** Every fact of it that is known. */
export function about(statement: Statement): Fact[] {
  const said = [
    { label: "Requested by", value: statement.requestedBy },
    { label: "Requested on", value: dateOf(statement.requestedOn) },
    { label: "Committee", value: statement.committee },
    { label: "Hearing", value: dateOf(statement.hearingOn) },
    { label: "Due", value: dateOf(statement.dueOn) },
    { label: "Submitted", value: dateOf(statement.submittedOn) },
    { label: "Attached to the file", value: dateOf(statement.attachedOn) },
    { label: "Outcome", value: statement.outcome },
    { label: "Amended because of it", value: amendment(statement) },
    { label: "Prepared by", value: statement.preparerName },
    { label: "Helped by", value: statement.helperName },
  ];
  return said.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]));
}

const dateOf = (date: IsoDate | undefined) => (date === undefined ? undefined : printDate(date));

function amendment({ amended, change }: Statement): string | undefined {
  if (amended === undefined) return undefined;
  return amended ? `yes${change === undefined ? "" : `, ${change}`}` : "no";
}

/** Record id, what was understood, what is left, and what can be done next. Every write ends in one. */
export const statementReceipt = (
  title: string,
  statement: Statement,
  env: Env,
  more: readonly Block[] = [],
): Reply => ({
  ...reply(
    heading(title),
    text(`${labelIn(env.city)} · ${statementLine(statement, env)}`),
    facts(...about(statement)),
    ...more,
    text(leftWords(statement)),
    ...next(statement, env),
  ),
  changed: { record: statement.id, department: statement.department },
});

function next(statement: Statement, env: Env): Reply["blocks"] {
  const all = actions(statement, env);
  return all.length === 0 ? [] : [buttons(...all)];
}

/** What this person can do with it now, the likeliest first. */
export function actions(statement: Statement, { actor }: Pick<Env, "actor">): Button[] {
  const show = { label: "Show all of it", command: "statement show", values: { record: statement.id } };
  if (!may(actor, writing(statement, actor))) return may(actor, reading(statement, actor)) ? [show] : [];
  const button = (label: string, command: string): Button => ({ label, command, values: { record: statement.id } });
  if (statement.undone) return [button("Put it back", "fix restore")];
  return [...going(statement), show, { ...button("Edit", "fix"), ask: true }, button("Undo", "fix undo")];
}

function going({ id, submittedOn, attachedOn, ...statement }: Statement): Button[] {
  const ask = (label: string, command: string): Button => ({ label, command, values: { record: id }, ask: true });
  const left = leftOf({ id, submittedOn, attachedOn, ...statement }).map(
    ({ number, step }): Button => ({
      label: `${number} ${step.title}`,
      command: "statement write",
      values: { record: id, step: String(number) },
      ask: true,
    }),
  );
  if (submittedOn === undefined) return [...left, ask("Submitted…", "statement submit")];
  if (attachedOn === undefined) return [ask("Attached…", "statement attach"), ...left];
  return [ask("Outcome…", "statement outcome"), ...left];
}
