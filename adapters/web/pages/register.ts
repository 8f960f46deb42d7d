import { html } from "hono/html";
import type { RegisterPage } from "../../../src/domain/pages/register.ts";
import type { Frame, Html } from "../reply/frame.ts";
import { number } from "./marks.ts";
import { pressButton } from "./press.ts";

/** A register: how many there are, the filter, a page of them, and the whole of it as a file. */
export function register(page: RegisterPage, frame: Frame): Html {
  const { total, more, title, of, period, asOf } = page;
  return html`<div class="head"><div><p class="soft">${of} · ${period.words}, as of ${asOf}</p>
      <h1>${total === 0 ? `No ${page.plural} on record` : `${title}: ${more ? "more than " : ""}${number(total)} on record`}</h1></div>
      ${total === 0 ? "" : html`<div class="acts">${page.downloads.map((one) => pressButton(one, frame, title))}</div>`}</div>
    ${filter(page)}
    ${total === 0 ? none(page) : table(page)}
    ${others(page)}`;
}

function none({ plural }: RegisterPage): Html {
  return html`<section class="card"><p>Nothing of this period is on record. Choose another period, or record one in chat: type <code>/equity help ${plural}</code>.</p></section>`;
}

function filter({ plural, departments, department, periods, period, withUndone, sort }: RegisterPage): Html {
  const known = periods.some(({ id }) => id === period.id);
  const offered = known ? periods : [{ id: period.id, label: period.words }, ...periods];
  return html`<form class="card filter" method="get" action="/records/${encodeURIComponent(plural)}" aria-label="Filter">
    ${departments.length > 1 ? select("department", "Department", department ?? "", [{ id: "", label: "All" }, ...departments.map(({ code, name }) => ({ id: code, label: name }))]) : ""}
    ${select("period", "Period", period.id, offered)}
    ${select("undone", "Undone records", withUndone ? "yes" : "", [
      { id: "", label: "Left out" },
      { id: "yes", label: "Shown" },
    ])}
    ${sort === undefined ? "" : html`<input type="hidden" name="sort" value="${sort}">`}<button>Show</button></form>`;
}

const select = (name: string, label: string, now: string, options: readonly { id: string; label: string }[]): Html =>
  html`<div><label for="f-${name}">${label}</label><select id="f-${name}" name="${name}">${options.map(
    (one) => html`<option value="${one.id}"${one.id === now ? html` selected` : ""}>${one.label}</option>`,
  )}</select></div>`;

function table(page: RegisterPage): Html {
  const { columns, rows, title, next, later } = page;
  return html`<section class="card"><div class="box scrolls" tabindex="0" role="group" aria-label="${title}"><table><caption class="hidden">${title}</caption>
    <thead><tr>${head("Record", ["-number", "number"], false, page)}${columns.map(({ label, sorts, numeric }) => head(label, sorts, numeric, page))}</tr></thead>
    <tbody>${rows.map(
      ({ id, undone, cells }) =>
        html`<tr><th scope="row" class="short"><a href="/record/${id}">${id}</a>${undone ? html` <small>undone</small>` : ""}</th>${cells.map((words, at) => html`<td${columns[at]?.numeric ? html` class="numeric"` : ""}>${words}</td>`)}</tr>`,
    )}</tbody></table></div>
    ${later || next ? html`<p class="acts">${later ? html`<a class="button" href="${address(page)}">First page</a>` : ""}${next ? html`<a class="button" href="${address(page, { after: next })}">Next ${number(rows.length)}</a>` : ""}</p>` : ""}</section>`;
}

const ASCENDING: readonly string[] = ["oldest", "number", "department"];
const IN_WORDS: Readonly<Record<string, string>> = {
  newest: "newest first",
  oldest: "oldest first",
  number: "lowest number first",
  "-number": "highest number first",
  department: "by department",
};

/** A head that orders: the first press one way, the next the other. */
function head(label: string, sorts: readonly string[], numeric: boolean, page: RegisterPage): Html {
  const [first, second = first] = sorts;
  if (first === undefined) return html`<th scope="col"${numeric ? html` class="numeric"` : ""}>${label}</th>`;
  const { sort } = page;
  const [by, sign] =
    sort === undefined || !sorts.includes(sort)
      ? ["", "◇"]
      : ASCENDING.includes(sort)
        ? ["ascending", "▴"]
        : ["descending", "▾"];
  const next = (sort === first ? second : first) ?? first;
  return html`<th scope="col"${by === "" ? "" : html` aria-sort="${by}"`}><a class="sort" href="${address(page, { sort: next })}">${label}<span class="hidden">: ${IN_WORDS[next]}</span> <i aria-hidden="true">${sign}</i></a></th>`;
}

/** This register in another order, or from another page on; a new order begins at its first page. */
function address(
  { plural, department, period, withUndone, sort }: RegisterPage,
  also: { after?: string; sort?: string } = {},
): string {
  const query = new URLSearchParams({
    ...(department === undefined ? {} : { department }),
    period: period.id,
    ...(withUndone ? { undone: "yes" } : {}),
    ...(sort === undefined ? {} : { sort }),
    ...also,
  });
  return `/records/${encodeURIComponent(plural)}?${query.toString()}`;
}

function others({ registers, plural }: RegisterPage): Html {
  return html`<nav class="card" aria-label="Another register"><details><summary>Another register</summary><ul class="plainlist">${registers
    .filter((one) => one.plural !== plural)
    .map(
      (one) => html`<li><a href="/records/${encodeURIComponent(one.plural)}">${one.title}</a></li>`,
    )}</ul></details></nav>`;
}
