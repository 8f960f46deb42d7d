import type { Drafts } from "../../../src/core/reply/carried.ts";
import type { Control, Form, Input, Option } from "../../../src/core/reply/reply.ts";
import { formData, inputId } from "./carried.ts";
import { LIMITS } from "./limits.ts";
import { type Element, line, lines, type Unit } from "./unit.ts";
import { bytesOf, unlinked } from "./words.ts";

/** Where a form stands: in a message, whose buttons older clients send as they can; or in a dialog, which has its own way. */
export type FormPlace = "message" | "dialog";

/** Room that is left for a form in its message. */
const MOST = LIMITS.message - 4_000;

/** A form with its inputs, filled in. Texts too long to be shown again are kept, and said to be. */
export async function formUnit(form: Form, place: FormPlace, drafts: Drafts): Promise<Unit> {
  const kept = tooLong(form);
  const data = await formData(form, kept, drafts);
  const body = [
    ...lines(form.title, { weight: "Bolder", style: "heading" }).map(({ element }) => element),
    ...form.inputs.flatMap((input) => inputElements(input, kept.includes(input.name))),
    { type: "ActionSet", actions: [submitAction(form.submit, data, place)] },
  ];
  const text = [form.title, ...form.inputs.map(({ label, value }) => `${label}: ${value}`), `[${form.submit}]`];
  return { element: { type: "Container", items: body }, text: text.join("\n"), alone: true };
}

function submitAction(title: string, data: Element, place: FormPlace): Element {
  const submit = { type: "Action.Submit", title, style: "positive", data };
  if (place === "dialog") return submit;
  return { type: "Action.Execute", title, verb: "send", style: "positive", data, fallback: submit };
}

/** The inputs whose texts must go for the form to fit, the longest first. */
function tooLong({ title, inputs }: Form): string[] {
  const kept: string[] = [];
  const size = () =>
    bytesOf(title) + inputs.reduce((sum, one) => sum + bytesOf(inputElements(one, kept.includes(one.name))), 0);
  const byLength = inputs.filter(({ value }) => value.length > 500).sort((a, b) => b.value.length - a.value.length);
  for (const { name } of byLength) {
    if (size() <= MOST) break;
    kept.push(name);
  }
  return kept;
}

function inputElements(input: Input, kept: boolean): Element[] {
  const { error, hint, value } = input;
  const shown = kept ? { ...input, value: "", optional: true } : input;
  return [
    ...(error === undefined ? [] : lines(`To fix: ${error}`, { color: "Attention" }).map(({ element }) => element)),
    ...controlElements(shown),
    ...(hint ? lines(hint, { isSubtle: true, size: "Small", spacing: "None" }).map(({ element }) => element) : []),
    ...(kept ? [line(keptWords(value), { isSubtle: true, size: "Small", spacing: "None" })] : []),
  ];
}

const keptWords = (value: string) =>
  `The ${value.length.toLocaleString("en-US")} characters you gave are kept, and too long to be shown here. Leave this empty to use them.`;

function controlElements(input: Input): Element[] {
  const { control, value } = input;
  switch (control.kind) {
    case "line":
    case "people":
      return [textInput(input, control)];
    case "lines":
    case "sheet":
      return [textInput(input, control)];
    case "date":
      // A date box would drop what is not a date, and with it what was typed.
      return [/^(?:\d{4}-\d{2}-\d{2})?$/.test(value) ? dateInput(input) : textInput(input, control)];
    case "count":
      return [/^\d{0,9}$/.test(value) ? numberInput(input, control.max) : textInput(input, control)];
    case "choice":
      return [choiceInput(input, control.options, false)];
    case "choices":
      return [choiceInput(input, control.options, true)];
    default:
      return control satisfies never;
  }
}

const common = ({ name, label, optional }: Input): Element => ({
  id: inputId(name),
  label: optional ? `${shortened(label)} (optional)` : shortened(label),
  ...(optional ? {} : { isRequired: true, errorMessage: `Please fill in: ${shortened(label)}` }),
});

const shortened = (label: string) =>
  label.length <= LIMITS.inputLabel ? label : `${label.slice(0, LIMITS.inputLabel)}…`;

function textInput(input: Input, control: Control): Element {
  const long = control.kind === "lines" || control.kind === "sheet" || input.value.includes("\n");
  return {
    type: "Input.Text",
    ...common(input),
    ...(long ? { isMultiline: true } : {}),
    ...("maxLength" in control ? { maxLength: Math.max(control.maxLength, input.value.length) } : {}),
    ...(input.value === "" ? {} : { value: input.value }),
  };
}

const dateInput = (input: Input): Element => ({
  type: "Input.Date",
  ...common(input),
  ...(input.value === "" ? {} : { value: input.value }),
});

const numberInput = (input: Input, max: number): Element => ({
  type: "Input.Number",
  ...common(input),
  min: 0,
  ...(Number(input.value) <= max ? { max } : {}),
  ...(input.value === "" ? {} : { value: Number(input.value) }),
});

/** A list to choose from; what was typed and is not on it stays visible. A list too long for a card is typed instead. */
function choiceInput(input: Input, options: readonly Option[], several: boolean): Element {
  const chosen = several ? input.value.split(",").map((one) => one.trim()) : [input.value];
  const unknown = chosen.filter((one) => one !== "" && !options.some(({ value }) => value === one));
  const all = [...options, ...unknown.map((value) => ({ value, label: `“${value}” as typed` }))];
  const choices = all.map(({ value, label }) => ({ title: unlinked(label), value }));
  if (bytesOf(choices) > LIMITS.options || choices.length === 0)
    return textInput(input, { kind: "line", maxLength: 3_000 });
  return {
    type: "Input.ChoiceSet",
    ...common(input),
    choices,
    // Teams on an iPhone drops what is filled in from a list that can be searched.
    style: several ? "expanded" : choices.length > 12 && input.value === "" ? "filtered" : "compact",
    ...(several ? { isMultiSelect: true, wrap: true } : {}),
    ...(input.value === "" ? {} : { value: chosen.join(",") }),
  };
}
