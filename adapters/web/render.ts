import { html } from "hono/html";
import type { Block, Button, Column, Fact, Reply } from "../../src/core/reply.ts";
import { renderForm } from "./form.ts";
import { type Frame, type Html, passage } from "./frame.ts";

/** The blocks of a reply. */
export function renderReply(reply: Reply, frame: Frame): Html[] {
  return reply.blocks.map((block, index) => renderBlock(block, frame, `${frame.scope}-${index}`));
}

function renderBlock(block: Block, frame: Frame, id: string): Html {
  switch (block.kind) {
    case "heading":
      return html`<h3>${block.text}</h3>`;
    case "text":
      return html`<p class="words">${block.text}</p>`;
    case "facts":
      return html`<dl class="facts">${block.facts.map(renderFact)}</dl>`;
    case "table":
      return renderTable(block, id);
    case "buttons":
      return html`<div class="buttons">${block.buttons.map((button) => renderButton(button, frame))}</div>`;
    case "form":
      return renderForm(block.form, frame, id);
    default:
      return block satisfies never;
  }
}

const renderFact = ({ label, value }: Fact): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;

/** A table scrolls in a box of its own, which the keyboard can reach. */
function renderTable({ caption, columns, rows }: Block & { kind: "table" }, id: string): Html {
  const head = columns.map((column) => html`<th scope="col" class="${numeric(column)}">${column.label}</th>`);
  const body = rows.map(
    (cells) => html`<tr>${cells.map((cell, index) => renderCell(cell, columns[index], index))}</tr>`,
  );
  return html`<div class="wide" role="region" tabindex="0" aria-labelledby="${id}-caption">
    <table><caption id="${id}-caption">${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>
  </div>`;
}

/** The first cell names its row. */
function renderCell(cell: string, column: Column | undefined, index: number): Html {
  if (index === 0) return html`<th scope="row">${cell}</th>`;
  return html`<td class="${numeric(column)}">${cell}</td>`;
}

const numeric = (column: Column | undefined) => (column?.numeric ? "numeric" : "");

function renderButton(button: Button, frame: Frame): Html {
  const { command, values, ask, confirmed } = button;
  return html`<form method="post" action="/press">
    ${passage(frame, { command, values, ask, confirmed }, button.label)}
    <button class="${button.tone ?? "plain"}">${button.label}</button>
  </form>`;
}
