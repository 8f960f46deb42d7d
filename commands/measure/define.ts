import { defineCommand, type Env } from "../../src/core/command/command.ts";
import type { Context } from "../../src/core/command/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { wordsOf } from "../../src/core/understanding/names.ts";
import { type Measure, VALUES, yearFrom } from "../../src/domain/measure/measure.ts";

const oneOf = <const Value extends string>(
  label: string,
  values: readonly Value[],
  options: { default: Value; keys?: string[] },
) =>
  choice({
    label,
    choices: values.map((value) => ({ value, label: value })),
    ...options,
  });

const NUMBER = /^-?\d+(?:\.\d{1,4})?$/;

export const measureDefine = defineCommand({
  name: "measure define",
  summary: "Define a measure beside the plan's own.",
  roles: ["officer"],
  fields: {
    name: textField({ label: "Name", question: "What is it called?", from: "quotes", maxLength: 120 }),
    unit: textField({
      label: "Unit",
      question: "What is counted?",
      hint: "people, classes, dollars",
      from: "key",
      maxLength: 40,
    }),
    level: oneOf("Level", ["program", "population"], { default: "program" }),
    kind: oneOf("Kind", ["how much", "how well", "better off"], { default: "how much" }),
    value: oneOf("Value", VALUES, { default: "count" }),
    states: textField({ label: "States", hint: "For a state: none; draft; adopted", from: "key", optional: true }),
    direction: oneOf("Better is", ["up", "down"], { default: "up", keys: ["direction"] }),
    every: oneOf("Every", ["quarter", "year"], { default: "quarter" }),
    year: choice({
      label: "A year is",
      optional: true,
      keys: ["yearly"],
      choices: [
        { value: "sum", label: "the sum of its quarters" },
        { value: "last", label: "how its last quarter stands" },
      ],
    }),
    per: oneOf("Per", ["city", "department"], { default: "city" }),
    split: choice({
      label: "Split by employees and contractors",
      default: "no",
      choices: [
        { value: "yes", label: "Yes", words: /\bsplit\b/ },
        { value: "no", label: "No" },
      ],
    }),
    target: textField({
      label: "Target",
      hint: "+5% on last year, +5% a year, or a number",
      from: "key",
      optional: true,
      maxLength: 40,
    }),
  },
  cues: { tells: "wish", patterns: [[/\b(?:define|create|add|introduce)\b.*\b(?:measure|indicator)\b/, 4]] },
  examples: ['measure define "Certified small firms" unit=firms target="+5% on last year"'],
  scope: () => ({ to: "write", of: { city: true } }),
  review: (said, context) => {
    requireNew(definitionOf(said), context);
    return [];
  },
  execute: async (said, env) => {
    const measure = definitionOf(said);
    return definedReply(measure, await env.stores.measures.define(measure, env.write), env);
  },
});

interface Said {
  name: string;
  unit: string;
  level: string;
  kind: string;
  value: string;
  states: string | undefined;
  direction: string;
  every: string;
  year: string | undefined;
  per: string;
  split: string;
  target: string | undefined;
}

function definitionOf(said: Said): Measure {
  const states = (said.states ?? "")
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  if ((said.value === "state") !== states.length > 0)
    throw new Refusal("A state needs its states, separated by semicolons, and nothing else has any.", "states");
  const { name, unit } = said;
  const id = wordsOf(name).join("-");
  if (id === "") throw new Refusal("A name needs letters.", "name");
  return {
    id,
    name,
    unit,
    aliases: [],
    text: undefined,
    rows: [],
    level: said.level as Measure["level"],
    kind: said.kind as Measure["kind"],
    value: said.value as Measure["value"],
    states,
    direction: said.direction as Measure["direction"],
    every: said.every as Measure["every"],
    year: (said.year as Measure["year"] | undefined) ?? yearFrom(said.value as Measure["value"]),
    per: said.per as Measure["per"],
    split: said.split === "yes" ? ["employee", "contractor"] : [],
    from: undefined,
    target: targetOf(said.target),
  };
}

/** "+5% on last year", "+5% a year", "25". */
function targetOf(typed: string | undefined): Measure["target"] {
  if (typed === undefined) return undefined;
  const percent =
    /^[+-]?\s*(\d+(?:\.\d+)?)\s*(?:%|per ?cent)\s*(on last year|a year|each year|yearly|compounded)?$/i.exec(
      typed.trim(),
    );
  if (percent) {
    const rule = /a year|each year|yearly|compounded/i.test(percent[2] ?? "") ? "compounded" : "prior-year";
    return { rule, percent: Number(percent[1]) };
  }
  if (NUMBER.test(typed.trim())) return { rule: "absolute", value: Number(typed) };
  throw new Refusal(`"${typed}" is no target. Write +5% on last year, +5% a year, or a number.`, "target");
}

/** The plan alone says what its own measures are. */
function requireNew(measure: Measure, { plan }: Pick<Context, "plan">): void {
  const planned = plan.measures.find(
    ({ id, name }) => id === measure.id || name.toLowerCase() === measure.name.toLowerCase(),
  );
  if (planned)
    throw new Refusal(
      `The plan itself defines "${planned.name}", and only the plan can change it. Choose another name.`,
      "name",
    );
}

type Outcome = Awaited<ReturnType<Env["stores"]["measures"]["define"]>>;

function definedReply(measure: Measure, outcome: Outcome, { catalog }: Env): Reply {
  const before = catalog.measure(measure.id);
  if (outcome === "in use")
    return reply(
      heading("Not redefined"),
      text(
        `Figures are on record under "${before?.name ?? measure.name}", and another definition would change what they mean. Choose another name. Nothing was saved.`,
      ),
    );
  const titles = { defined: "Defined", redefined: "Redefined", unchanged: "Already defined" } as const;
  return reply(
    heading(`${titles[outcome]}: ${measure.name}`),
    text(
      [
        measure.unit,
        measure.level,
        measure.kind,
        `each ${measure.every}`,
        `by the ${measure.per}`,
        targetWords(measure),
      ].join(" · "),
    ),
    buttons({ label: "Record", command: "measure record", values: { measure: measure.id }, ask: true }),
  );
}

function targetWords({ target, direction }: Measure): string {
  if (!target) return "no target";
  if (target.rule === "absolute") return `target ${target.value}`;
  const sign = direction === "down" ? "−" : "+";
  return `target ${sign}${target.percent} % ${target.rule === "prior-year" ? "on last year" : "a year from the baseline"}`;
}
