import { html } from "hono/html";
import { type Chart, chartWords, isKnown } from "../../../src/core/reply/chart.ts";
import { tableOf } from "../../../src/core/reply/reply.ts";
import type { TierLine } from "../../../src/domain/pages/overview.ts";
import type { Html } from "../reply/frame.ts";
import { number } from "./marks.ts";

const [WIDTH, HEIGHT, LEFT, TOP, FLOOR] = [380, 230, 44, 20, 190];

/** Bars in the colours of the page, each with its number; what nobody reported is said, and never drawn as nothing. */
export function chart(drawn: Chart): Html {
  const values = [...drawn.series.flatMap((one) => one.values), ...(drawn.target?.values ?? [])].filter(isKnown);
  const most = niceAbove(Math.max(10, ...values));
  const y = (value: number) => FLOOR - ((FLOOR - TOP) * value) / most;
  const slot = (WIDTH - LEFT) / Math.max(1, drawn.groups.length);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * most);
  return html`<figure class="chart">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${chartWords(drawn)}">
      ${ticks.map((tick) => html`<path class="line" d="M${LEFT} ${y(tick)}H${WIDTH}"/><text x="${LEFT - 6}" y="${y(tick) + 4}" class="end">${number(Math.round(tick))}</text>`)}
      ${drawn.groups.map((name, at) => group(drawn, at, LEFT + at * slot, slot, y, name))}
    </svg>
    <figcaption>${drawn.series.map(({ name, look }) => html`<span class="key bar${look % 3}">${name}</span>`)}${drawn.target ? html`<span class="key aim">${drawn.target.name}</span>` : ""}</figcaption>
    ${sameNumbers(drawn)}
  </figure>`;
}

function group(drawn: Chart, at: number, x: number, slot: number, y: (value: number) => number, name: string): Html {
  const known = drawn.series.some(({ values }) => isKnown(values[at]));
  const wide = (slot - 16) / Math.max(1, drawn.series.length);
  const aim = drawn.target?.values[at];
  const said = name.split(" ");
  return html`${
    known
      ? drawn.series.map(({ values, look }, one) => bar(values[at], look, x + 8 + one * wide, wide - 2, y))
      : html`<rect class="unknown" x="${x + 4}" y="${FLOOR - 34}" width="${slot - 8}" height="34" rx="4"/><text x="${x + slot / 2}" y="${FLOOR - 20}" class="mid soft small">${drawn.unknown.split(" ").map((word, line) => html`<tspan x="${x + slot / 2}" dy="${line * 12}">${word}</tspan>`)}</text>`
  }${isKnown(aim) ? html`<path class="aim" d="M${x + 2} ${y(aim)}H${x + slot - 2}"/>` : ""}
  <text x="${x + slot / 2}" y="${FLOOR + 16}" class="mid">${said[0] ?? ""}</text><text x="${x + slot / 2}" y="${FLOOR + 30}" class="mid soft">${at === 0 || said[0] === "Q1" ? said.slice(1).join(" ") : ""}</text>`;
}

function bar(
  value: number | null | undefined,
  look: number,
  x: number,
  width: number,
  y: (value: number) => number,
): Html {
  if (!isKnown(value)) return html``;
  const top = Math.min(y(value), FLOOR - 1);
  return html`<rect class="bar${look % 3}" x="${x}" y="${top}" width="${width}" height="${FLOOR - top}" rx="2"/><text x="${x + width / 2}" y="${top - 4}" class="mid bold">${number(value)}</text>`;
}

/** A round number that the highest bar stays under. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 10].find((one) => one * power >= value * 1.05) ?? 20;
  return step * power;
}

function sameNumbers(drawn: Chart): Html {
  const { columns, rows, caption } = tableOf(drawn);
  return html`<details><summary>The same numbers as a table</summary><table><caption class="hidden">${caption}</caption>
    <thead><tr>${columns.map(({ label }) => html`<th scope="col">${label}</th>`)}</tr></thead>
    <tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((one) => html`<td>${one}</td>`)}</tr>`)}</tbody></table></details>`;
}

/** People trained of all there are, with the marks at which the next tier is asked, and all are. */
export function tierBar({ label, trained, outOf, marks, words }: TierLine): Html {
  const share = outOf === 0 ? 0 : Math.min(100, (100 * trained) / outOf);
  const of = `${number(trained)} of ${number(outOf)}`;
  return html`<div class="tier"><p><span>${label}</span><strong>${of}</strong></p>
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="6"/><rect class="met" width="${share}" height="6"/>${marks.map((mark) => html`<rect class="mark" x="${Math.min(99.3, mark)}" width="0.7" height="6"/>`)}</svg>
    <p class="soft">${words}</p></div>`;
}
