import { html } from "hono/html";
import type { DepartmentLine, OverviewPage } from "../../../src/domain/pages/overview.ts";
import type { NextStep, PageChange, PageQuarter, Tally } from "../../../src/domain/pages/parts.ts";
import type { Frame, Html } from "../reply/frame.ts";
import { chart, tierBar } from "./charts.ts";
import { cell, legend, number, plural, tag, tallyBar } from "./marks.ts";
import { pressButton } from "./press.ts";

/** Departments that a narrow screen shows at once. */
const WORST = 6;

/** Where the city stands: the sentence, the counts, what to do, who met what, and what changed. */
export function overview(page: OverviewPage, frame: Frame): Html {
  const { quarter, department } = page;
  return html`${headline(page)}
    ${tiles(page)}
    ${steps(page.next, frame)}
    ${page.asked ? asked(page.asked, quarter, frame) : ""}
    <section class="card" id="grid" aria-labelledby="grid-title">
      <div class="split"><h2 id="grid-title">Who met what</h2>${legend()}</div>
      <p class="soft">Fewest met first; where that is equal, most not reported first. Choose a ${department} or a requirement to see what it rests on.</p>
      ${bars(page)}${grid(page)}
    </section>
    <div class="columns">
      <section class="card"><h2>Attendance at training</h2>${chart(page.attendance)}
        <p class="soft">People at sessions on record; a person may attend several.${page.attendance.target ? "" : " The plan sets no target for attendance, so no line is drawn."}</p>
        ${page.tiers.length === 0 ? "" : html`<h3>Trained in every course the plan requires</h3>${page.tiers.map(tierBar)}`}
      </section>
      <section class="card"><h2>Changed since the end of ${quarter.before.label}</h2>${changes(page.changes)}</section>
    </div>
    ${page.ofTheCity.length === 0 ? "" : cityWide(page)}`;
}

function headline({ tally, quarter, asOf, metBefore }: OverviewPage): Html {
  const { met, of, notReported } = tally;
  const more =
    notReported === 0 ? "Everything has an answer." : `Nobody has reported on ${number(notReported)} of them yet.`;
  return html`<div class="head"><div><p class="soft">${quarter.label}, as of ${asOf}</p>
    <h1>${number(met)} of ${number(of)} requirements are met. ${lateWords(tally, quarter)}</h1>
    <p class="lead">${more} At the end of ${quarter.before.label} it was ${number(metBefore)}.</p></div>
    ${quarterLinks("/overview", quarter)}</div>`;
}

/** "One is overdue, and 31 days are left." */
export function lateWords({ overdue }: Tally, { daysLeft, over, closes }: PageQuarter): string {
  const late = overdue === 0 ? "None is overdue" : overdue === 1 ? "One is overdue" : `${number(overdue)} are overdue`;
  if (over) return `${late}; the quarter closed on ${closes}.`;
  const left =
    daysLeft === 0 ? "today is the last day" : daysLeft === 1 ? "one day is left" : `${daysLeft} days are left`;
  return `${late}, and ${left}.`;
}

/** The quarters beside this one. */
export function quarterLinks(path: string, { before, next }: PageQuarter): Html {
  const link = ({ id, label }: { id: string; label: string }) =>
    html`<a class="button" href="${path}?period=${encodeURIComponent(id)}">${label}</a>`;
  return html`<div class="acts">${link(before)}${next ? link(next) : ""}</div>`;
}

function tiles({ tally, tiles: words, quarter, metBefore }: OverviewPage): Html {
  const tile = (name: string, mark: Html, count: Html, more: string) =>
    html`<li class="card ${name}"><h2>${mark}</h2><p class="count">${count}</p><p class="soft">${more}</p></li>`;
  return html`<ul class="tiles">
    ${tile("met", tag("met"), html`${number(tally.met)} <small>of ${number(tally.of)}</small>`, `${number(metBefore)} at the end of ${quarter.before.label}`)}
    ${tile("late", tag("overdue"), html`${number(tally.overdue)}`, words.overdue)}
    ${tile("due", tag("due", `Due by ${quarter.closes.replace(/^\w+ /, "")}`), html`${number(tally.due)}`, words.due)}
    ${tile("none", tag("not reported", "Not reported"), html`${number(tally.notReported)}`, words.notReported)}
  </ul>`;
}

function steps(next: readonly NextStep[], frame: Frame): Html {
  if (next.length === 0)
    return html`<section class="card"><h2>Nothing is open</h2><p>Every requirement is met.</p></section>`;
  const count = ["", "Do this next", "Do these two next", "Do these three next"][next.length];
  return html`<section class="card"><h2>${count}</h2><ol class="steps">${next.map(
    (step, at) => html`<li><p><strong>${step.title}</strong> <span class="soft">${step.words}</span></p>
      ${step.button ? pressButton(at === 0 ? { ...step.button, tone: "primary" } : step.button, frame, step.title) : ""}${step.link ? html`<a class="button" href="${step.link.href}">${step.link.label}</a>` : ""}</li>`,
  )}</ol></section>`;
}

function asked({ label, lines }: NonNullable<OverviewPage["asked"]>, quarter: PageQuarter, _frame: Frame): Html {
  return html`<section class="card" id="asked" tabindex="-1"><h2>${label}</h2><ul class="list">${lines.map(
    ({ code, name, mark, words }) =>
      html`<li>${tag(mark)}<p><a href="/departments/${code}?period=${quarter.id}">${name}</a> <span class="soft">${words}</span></p></li>`,
  )}</ul></section>`;
}

const openWords = ({ overdue, due, notReported }: Tally) =>
  [
    ...(overdue > 0 ? [`${overdue} overdue`] : []),
    ...(due > 0 ? [`${due} due`] : []),
    ...(notReported > 0 ? [`${notReported} not reported`] : []),
  ].join(" · ") || "nothing open";

/** Instead of the grid, where there is no room for it. */
function bars({ departments, quarter, department }: OverviewPage): Html {
  const line = ({ code, name, tally }: DepartmentLine) =>
    html`<li><p><a href="/departments/${code}?period=${quarter.id}">${name}</a><strong>${tally.met} of ${tally.of}</strong></p>${tallyBar(tally)}<p class="soft">${openWords(tally)}</p></li>`;
  const rest = departments.slice(WORST);
  return html`<div class="narrow"><ul class="bars">${departments.slice(0, WORST).map(line)}</ul>
    ${rest.length === 0 ? "" : html`<details><summary>The other ${plural(rest.length, department)}</summary><ul class="bars">${rest.map(line)}</ul></details>`}</div>`;
}

function grid({ departments, requirements, quarter, department }: OverviewPage): Html {
  const groups = [...new Set(requirements.map(({ group }) => group))];
  const ends = requirements.map(({ group }, at) => requirements[at + 1]?.group !== group);
  const wide = (group: string) => requirements.filter((one) => one.group === group).length;
  const met = requirements.map((_one, at) => departments.filter(({ cells }) => cells[at] === "met").length);
  return html`<details class="wide-grid" open><summary>The whole grid</summary><div class="box" tabindex="0" role="group" aria-label="The grid">
  <table class="grid"><caption class="hidden">Requirements met, ${department} by ${department}, ${quarter.label}</caption>
    <colgroup><col>${groups.map((group) => html`<col span="${wide(group)}">`)}</colgroup>
    <thead><tr><td></td>${groups.map((group) => html`<th scope="colgroup" colspan="${wide(group)}">${group}</th>`)}</tr>
    <tr><th scope="col">${capital(department)}</th>${requirements.map(({ id, short }) => html`<th scope="col"><a href="/overview?period=${quarter.id}&amp;requirement=${id}#asked">${softened(short)}</a></th>`)}</tr></thead>
    <tbody>${departments.map(
      ({ code, name, tally, cells }) =>
        html`<tr><th scope="row"><a href="/departments/${code}?period=${quarter.id}">${name}</a><small>${tally.met} of ${tally.of} met</small></th>${cells.map((mark) => cell(mark ?? "not applicable"))}</tr>`,
    )}</tbody>
    <tfoot><tr><th scope="row">Met, of ${departments.length}</th>${met.map((count, at) => html`<td${ends[at] ? html` class="end"` : ""}>${count}</td>`)}</tr></tfoot>
  </table></div></details>`;
}

/** What was lost first. */
export function changes(all: readonly PageChange[]): Html {
  if (all.length === 0) return html`<p>No change since then.</p>`;
  return html`<ul class="lines">${all.map(
    ({ label, gained, words, count }) =>
      html`<li>${gained ? tag("met", count > 1 ? `${count} more` : "Met") : tag("overdue", count > 1 ? `${count} lost` : "Lost")} <strong>${label}</strong><p class="soft">${words}</p></li>`,
  )}</ul>`;
}

function cityWide({ ofTheCity, city }: OverviewPage): Html {
  return html`<section class="card"><h2>Asked of ${city} as a whole</h2><ul class="list">${ofTheCity.map(
    ({ label, mark, words }) =>
      html`<li>${tag(mark)}<p><strong>${label}</strong> <span class="soft">${words}</span></p></li>`,
  )}</ul></section>`;
}

/** Where long words may be broken: not every browser knows by itself. */
const SYLLABLES = [
  "Leader|ship",
  "ambas|sadors",
  "man|agers",
  "Man|agers",
  "Employ|ees",
  "State|ments",
  "descrip|tions",
];
const MORE_SYLLABLES = ["Perform|ance", "stand|ards", "ana|lyzed", "dis|cuss", "foun|dation"];
const softened = (words: string): string =>
  [...SYLLABLES, ...MORE_SYLLABLES].reduce(
    (so, word) => so.replace(word.replace("|", ""), word.replace("|", "\u00ad")),
    words,
  );

const capital = (words: string) => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
