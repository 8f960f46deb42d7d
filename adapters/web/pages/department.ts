import { html } from "hono/html";
import type { DepartmentPage, FindingLine } from "../../../src/domain/pages/department.ts";
import type { Frame, Html } from "../reply/frame.ts";
import { chart } from "./charts.ts";
import { number, plural, tag, tallyBar } from "./marks.ts";
import { changes, lateWords, quarterLinks } from "./overview.ts";
import { pressButton } from "./press.ts";

/** Where a department stands: what is open with one button each, what is met, who leads it, and what changed. */
export function department(page: DepartmentPage, frame: Frame): Html {
  const { tally, quarter, name, city, asOf, waits } = page;
  const path = `/departments/${page.code}`;
  return html`<div class="head"><div><p class="soft"><a href="/overview">${city}</a> · ${quarter.label}, as of ${asOf}</p>
      <h1>${name} met ${number(tally.met)} of ${number(tally.of)}. ${lateWords(tally, quarter)}</h1>
      <p class="lead">${page.open.length === 0 ? "Nothing is open." : `${plural(page.open.length, "requirement")} ${page.open.length === 1 ? "is" : "are"} open.`}</p></div>
      ${quarterLinks(path, quarter)}</div>
    <section class="card"><p class="legend">${tag("met", `${tally.met} met`)} ${tag("overdue", `${tally.overdue} overdue`)} ${tag("due", `${tally.due} due`)} ${tag("not reported", `${tally.notReported} not reported`)} ${waits > 0 ? tag("waits", `${waits} wait`) : ""}</p>${tallyBar(tally)}</section>
    <div class="columns">
      <div><section class="card"><h2>Open, what is late first</h2>${lines(page.open, frame, "Nothing is open: everything asked for this quarter is met.")}</section>
        <section class="card"><h2>Met, and what waits</h2>${lines(page.settled, frame, "Nothing is met yet.")}</section></div>
      <div><section class="card"><h2>Who</h2><dl class="facts">${page.who.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl></section>
        <section class="card"><h2>Changed since the end of ${quarter.before.label}</h2>${changes(page.changes)}</section>
        <section class="card"><h2>Attendance at training</h2>${page.attended ? chart(page.attendance) : html`<p>No session is on record this year. Log one in chat: “12 of us took Anti-Racism 101 yesterday”.</p>`}</section>
        ${page.others.length > 1 ? others(page) : ""}</div>
    </div>`;
}

function lines(all: readonly FindingLine[], frame: Frame, none: string): Html {
  if (all.length === 0) return html`<p>${none}</p>`;
  return html`<ul class="list">${all.map(
    ({ label, mark, words, by, records, button }) =>
      html`<li>${tag(mark)}<p><strong>${label}</strong> <span class="soft">${words}${by ? `, by ${by}` : ""}${records.map((id, at) => html`${at === 0 ? " · " : ", "}<a href="/record/${id}">${id}</a>`)}</span></p>${button ? pressButton(button, frame, label) : ""}</li>`,
  )}</ul>`;
}

function others({ others: all, code }: DepartmentPage): Html {
  return html`<nav class="card" aria-label="Another department"><details><summary>Another department</summary><ul class="plainlist">${all
    .filter((one) => one.code !== code)
    .map((one) => html`<li><a href="/departments/${one.code}">${one.name}</a></li>`)}</ul></details></nav>`;
}
