import { html } from "hono/html";
import type { Control, Form, Input, Option } from "../../../src/core/reply/reply.ts";
import type { Frame, Html } from "./frame.ts";

/** A form stands in the conversation; the core checks it, so the browser does not. */
export function renderForm(form: Form, frame: Frame, id: string): Html {
  if (frame.sent) return html`<p class="sent">Sent: ${form.title}</p>`;
  const { command, hidden, confirmed, inputs } = form;
  const encoding = inputs.some((input) => input.control.kind === "sheet")
    ? "multipart/form-data"
    : "application/x-www-form-urlencoded";
  return html`<form class="ask" method="post" action="${frame.action}" enctype="${encoding}" novalidate>
    ${frame.passage({ command, values: hidden, confirmed }, form.submit)}
    <fieldset>
      <legend>${frame.heading === 2 ? html`<h2>${form.title}</h2>` : html`<h3>${form.title}</h3>`}</legend>
      ${inputs.map((input) => renderInput(input, `${id}-${input.name}`))}
    </fieldset>
    <div class="buttons"><button class="primary">${form.submit}</button></div>
  </form>`;
}

function renderInput(input: Input, id: string): Html {
  const hint = input.hint ? html`<p class="hint" id="${id}-hint">${input.hint}</p>` : "";
  const error = input.error ? html`<p class="error" id="${id}-error"><strong>To fix:</strong> ${input.error}</p>` : "";
  const optional = input.optional ? html` <span class="optional">(optional)</span>` : "";
  if (input.control.kind === "choices")
    return html`<fieldset class="field${input.error ? " wrong" : ""}" id="${id}">
      <legend>${input.label}${optional}</legend>${hint}${error}
      ${choices(input.control.options, input)}
    </fieldset>`;
  return html`<div class="field ${input.control.kind}${input.error ? " wrong" : ""}">
    <label for="${id}">${input.label}${optional}</label>${hint}${error}
    ${renderControl(input, id)}
  </div>`;
}

interface Shown {
  id: string;
  name: string;
  value: string;
  /** Ids of hint and error, for `aria-describedby`. */
  about: string;
  invalid: "true" | "false";
}

function renderControl(input: Input, id: string): Html {
  const about = [input.hint ? `${id}-hint` : "", input.error ? `${id}-error` : ""].filter((one) => one !== "");
  const shown: Shown = {
    id,
    name: `in.${input.name}`,
    value: input.value,
    about: about.join(" "),
    invalid: input.error ? "true" : "false",
  };
  return controlOf(input.control, shown, input);
}

function controlOf(control: Control, shown: Shown, input: Input): Html {
  switch (control.kind) {
    case "line":
    case "people":
      return html`<input type="text" ${attributes(shown)} value="${shown.value}" autocomplete="off">`;
    case "count":
      return html`<input type="text" inputmode="numeric" ${attributes(shown)} value="${shown.value}" autocomplete="off">`;
    case "date":
      // A date box would drop what is not a date, and with it what was typed.
      return html`<input type="${/^(?:\d{4}-\d{2}-\d{2})?$/.test(shown.value) ? "date" : "text"}" ${attributes(shown)} value="${shown.value}">`;
    case "lines":
      return area(shown, 3);
    case "sheet":
      return sheet(shown, input, control.offer ?? "a sign-in sheet (CSV or Excel)");
    case "choices":
      return choices(control.options, input);
    case "choice":
      return choice(control.options, shown);
    default:
      return control satisfies never;
  }
}

const attributes = ({ id, name, about, invalid }: Shown): Html =>
  html`id="${id}" name="${name}" aria-invalid="${invalid}"${about === "" ? "" : html` aria-describedby="${about}"`}`;

// A browser drops the first line break of a text area, so there is always one to drop.
const area = (shown: Shown, rows: number): Html =>
  html`<textarea ${attributes(shown)} rows="${rows}" spellcheck="false">${"\n"}${shown.value}</textarea>`;

function sheet(shown: Shown, input: Input, offer: string): Html {
  return html`${area(shown, 6)}
    <div class="drop">
      <label for="${shown.id}-file">Or choose ${offer}</label>
      <input type="file" id="${shown.id}-file" name="file.${input.name}" accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain" data-into="${shown.id}">
    </div>`;
}

/** What was typed and is not on the list stays visible, as itself. */
function choice(options: readonly Option[], shown: Shown): Html {
  const known = options.some((option) => option.value === shown.value) || shown.value === "";
  const all = [
    { value: "", label: "Please choose" },
    ...(known ? [] : [{ value: shown.value, label: `“${shown.value}” as typed` }]),
    ...options,
  ];
  return html`<select ${attributes(shown)}>${all.map((option) => renderOption(option, shown.value))}</select>`;
}

/** A box for each. The empty value is always sent, so that none ticked is an answer, too. */
function choices(options: readonly Option[], { name, value, error }: Input): Html {
  const ticked = value.split(",").map((one) => one.trim());
  const unknown = ticked.filter((one) => !options.some((option) => option.value === one)).join(", ");
  const all = [...options, ...(unknown === "" ? [] : [{ value: unknown, label: `“${unknown}” as typed` }])];
  return html`<input type="hidden" name="in.${name}" value="">
    ${all.map(
      (option) =>
        html`<label class="box"><input type="checkbox" name="in.${name}" value="${option.value}"${
          ticked.includes(option.value) || option.value === unknown ? html` checked` : ""
        }${error ? html` aria-invalid="true"` : ""}> ${option.label}</label>`,
    )}`;
}

/** `selected` stands where the value is the one chosen. */
export const renderOption = ({ value, label }: Option, chosen: string): Html =>
  html`<option value="${value}"${value === chosen ? html` selected` : ""}>${label}</option>`;
