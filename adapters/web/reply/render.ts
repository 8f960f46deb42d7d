import { html, raw } from "hono/html";
import { type Chart, chartWords } from "../../../src/core/reply/chart.ts";
import {
  type Block,
  type Button,
  type Column,
  type Fact,
  type Reply,
  type ReplyFile,
  type Screen,
  type ScreenLine,
  tableOf,
} from "../../../src/core/reply/reply.ts";
import { renderForm } from "./form.ts";
import type { Frame, Html } from "./frame.ts";

/** The blocks of a reply. */
export function renderReply(reply: Reply, frame: Frame): Html[] {
  return reply.blocks.map((block, index) => renderBlock(block, frame, `${frame.scope}-${index}`));
}

function renderBlock(block: Block, frame: Frame, id: string): Html {
  switch (block.kind) {
    case "heading":
      return frame.heading === 2 ? html`<h2>${block.text}</h2>` : html`<h3>${block.text}</h3>`;
    case "screen":
      return renderScreen(block.screen, frame);
    case "text":
      return html`<p class="words">${block.text}</p>`;
    case "facts":
      return html`<dl class="facts">${block.facts.map(renderFact)}</dl>`;
    case "table":
      return renderTable(block, id, frame);
    case "chart":
      return renderChart(block.chart, frame, id);
    case "buttons":
      return renderButtons(block, frame);
    case "form":
      return renderForm(block.form, frame, id);
    case "file":
      return renderFile(block.file, frame, id);
    default:
      return block satisfies never;
  }
}

function renderScreen({ about, verdict, detail, lines, note }: Screen, frame: Frame): Html {
  const title = frame.heading === 2 ? html`<h2>${verdict}</h2>` : html`<h3>${verdict}</h3>`;
  return html`<div class="screen"><p class="about">${about}</p>${title}${detail === undefined ? "" : html`<p>${detail}</p>`}
    ${lines.length === 0 ? "" : html`<ul>${lines.map((line) => renderLine(line, frame))}</ul>`}
    ${note === undefined ? "" : html`<p class="note">${note}</p>`}</div>`;
}

const renderLine = ({ mark, title, words }: ScreenLine, frame: Frame): Html =>
  html`<li><span class="mark" aria-hidden="true">${mark}</span><span><strong>${title}</strong>${words === "" ? "" : html` · ${linked(words, frame)}`}</span></li>`;

/** What stands behind the dots is folded, and opens without a script. */
function renderButtons({ buttons, more = [] }: Block & { kind: "buttons" }, frame: Frame): Html {
  const menu = html`<details class="more"><summary aria-label="More">···</summary>
    <div>${more.map((button) => renderButton(button, frame))}</div></details>`;
  return html`<div class="buttons">${buttons.map((button) => renderButton(button, frame))}${more.length === 0 ? "" : menu}</div>`;
}

const renderFact = ({ label, value }: Fact): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;

/** A table scrolls in a box of its own, which the keyboard can reach; its caption stands still above. */
function renderTable({ caption, columns, rows }: Block & { kind: "table" }, id: string, frame?: Frame): Html {
  const head = columns.map(
    (column) => html`<th scope="col" class="${column.numeric ? "numeric" : ""}">${column.label}</th>`,
  );
  const body = rows.map(
    (row) => html`<tr>${row.map((cell, index) => renderCell(cell, columns[index], index, frame))}</tr>`,
  );
  return html`<figure class="wide"><figcaption id="${id}-caption">${caption}</figcaption>
    <div role="group" tabindex="0" aria-labelledby="${id}-caption">
      <table aria-labelledby="${id}-caption"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>
    </div></figure>`;
}

/** The drawing, and its numbers once more: who does not see it misses nothing. */
function renderChart(chart: Chart, { drawChart, chart: inLooks }: Frame, id: string): Html {
  if (inLooks) return inLooks(chart);
  const drawing = drawChart(chart, { id: `${id}-chart`, alt: chartWords(chart) });
  return html`<div class="chart" tabindex="0" role="group" aria-label="${chart.title}">${raw(drawing)}</div>
    ${renderTable(tableOf(chart), id)}`;
}

/** The first cell names its row. What is short, a record or a date, stays on one line. */
function renderCell(cell: string, column: Column | undefined, index: number, frame?: Frame): Html {
  const classes = `${cell.length <= 16 ? "short" : "long"}${column?.numeric ? " numeric" : ""}`;
  if (index === 0) return html`<th scope="row" class="${classes}">${linked(cell, frame)}</th>`;
  return html`<td class="${classes}">${linked(cell, frame)}</td>`;
}

/** Records lead to their own page, where there are pages. */
function linked(cell: string, frame: Frame | undefined): Html | string {
  const { recordHref } = frame ?? {};
  if (!recordHref) return cell;
  const parts = cell.split(/\b([A-Z]{2}-\d{4}-\d{4,})\b/);
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<a href="${recordHref(part)}">${part}</a>` : part))}`;
}

/** A link to the file, which the conversation keeps. */
function renderFile(file: ReplyFile, frame: Frame, id: string): Html {
  const href = frame.fileHref(id.split("-").at(-1) ?? "");
  if (href === undefined) return html`<p class="words">${file.name} (${file.summary})</p>`;
  return html`<p class="words"><a href="${href}" download="${file.name}">Download ${file.name}</a> (${file.summary})</p>`;
}

function renderButton(button: Button, frame: Frame): Html {
  if (button.url !== undefined)
    return html`<a class="button ${button.tone ?? "plain"}" href="${button.url}" target="_blank" rel="noopener">${button.label}</a>`;
  const { command, values, ask, confirmed } = button;
  return html`<form method="post" action="${frame.action}">
    ${frame.passage({ command, values, ask, confirmed }, button.label)}
    <button class="${button.tone ?? "plain"}">${button.label}</button>
  </form>`;
}
