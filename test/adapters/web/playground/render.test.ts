import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderExchange } from "../../../../adapters/web/playground/exchange.ts";
import { frameOf } from "../../../../adapters/web/playground/frame.ts";
import { renderPage } from "../../../../adapters/web/playground/page.ts";
import { renderReply } from "../../../../adapters/web/reply/render.ts";
import type { Block, Control, Input } from "../../../../src/core/reply/reply.ts";
import { reply } from "../../../../src/core/reply/reply.ts";
import { chartSvg } from "../../../../src/reports/chart.ts";
import { createFakeHost } from "./fake-host.ts";
import { readMarkup } from "./markup.ts";

const hostileRuns = process.env.SOAK === "1" ? 10_000 : 2_000;

/** Every kind of block, and in the form every kind of control, with the same word wherever there can be one. */
const everyBlock = (word: string): Block[] => [
  { kind: "heading", text: word },
  { kind: "text", text: word },
  { kind: "facts", facts: [{ label: word, value: word }] },
  { kind: "table", caption: word, columns: [{ label: word }, { label: word, numeric: true }], rows: [[word, word]] },
  {
    kind: "buttons",
    buttons: [
      { label: word, command: word, values: { [word]: word }, ask: true, confirmed: [word], tone: "primary" },
      { label: word, command: word, values: {}, tone: "danger" },
      { label: word, command: word, values: {} },
    ],
  },
  {
    kind: "form",
    form: { command: word, title: word, submit: word, hidden: { [word]: word }, inputs: everyControl(word).map(input) },
  },
];

const everyControl = (word: string): [Control, string][] => [
  [{ kind: "line", maxLength: 10 }, word],
  [{ kind: "lines", maxLength: 10 }, word],
  [{ kind: "sheet", maxLength: 10 }, word],
  [{ kind: "date" }, word],
  [{ kind: "count", max: 10 }, word],
  [{ kind: "people" }, word],
  [{ kind: "choice", options: [{ value: "a", label: word }] }, word],
  [{ kind: "choice", options: [{ value: word, label: word }] }, word],
  [{ kind: "choices", options: [{ value: "a", label: word }] }, word],
];

const input = ([control, word]: [Control, string], index: number): Input => ({
  name: `field${index}`,
  label: word,
  hint: word,
  error: word,
  value: word,
  optional: index % 2 === 0,
  control,
});

function render(...blocks: Block[]): string {
  const frame = frameOf({
    person: "ana@city.example",
    place: "direct",
    scope: "x1",
    exchange: undefined,
    newId: () => "id-1",
    drawChart: chartSvg,
  });
  return renderReply(reply(...blocks), frame).join("");
}

describe("every block", () => {
  it("shows a heading, words and facts", () => {
    const html = render(
      { kind: "heading", text: "Recorded TR-2026-0147" },
      { kind: "text", text: "12 employees" },
      { kind: "facts", facts: [{ label: "Tier", value: "manager" }] },
    );
    expect(html).toBe(
      '<h3>Recorded TR-2026-0147</h3><p class="words">12 employees</p><dl class="facts"><div><dt>Tier</dt><dd>manager</dd></div></dl>',
    );
  });

  it("shows a table with its caption, named rows and numbers to the right, in a box the keyboard can scroll", () => {
    const html = render({
      kind: "table",
      caption: "Attendance",
      columns: [{ label: "Department" }, { label: "People", numeric: true }],
      rows: [["Public Works", "12"]],
    });
    expect(html).toContain('<div role="group" tabindex="0" aria-labelledby="x1-0-caption">');
    expect(html).toContain('<figcaption id="x1-0-caption">Attendance</figcaption>');
    expect(html).toContain('<th scope="row" class="short">Public Works</th><td class="short numeric">12</td>');
  });

  it("shows a chart as a drawing that is said in words, and its numbers as a table", () => {
    const html = render({
      kind: "chart",
      chart: {
        title: "Attendance",
        unit: "people",
        axis: "Quarter",
        groups: ["Q1", "Q2"],
        series: [{ name: "Employees", values: [980, null], look: 0 }],
        unknown: "not reported",
      },
    });
    const said = "Bar chart: Attendance, in people. Employees: Q1 980, Q2 not reported.";
    expect(html).toContain(`role="img" aria-label="${said}"`);
    expect(html).toContain('<pattern id="x1-0-chart-0"');
    expect(html).toContain('<th scope="row" class="short">Q2</th><td class="short numeric">not reported</td>');
  });

  it("shows a button that posts exactly what it stands for", () => {
    const html = render({
      kind: "buttons",
      buttons: [{ label: "Yes", command: "training log", values: { employees: "980" }, confirmed: ["large-count"] }],
    });
    expect(readMarkup(html).words).toContain(
      '{"command":"training log","values":{"employees":"980"},"confirmed":["large-count"]}',
    );
    expect(html).toContain('<button class="plain">Yes</button>');
  });
});

describe("every control", () => {
  const show = (control: Control, value: string, more: Partial<Input> = {}) =>
    render({
      kind: "form",
      form: {
        command: "training log",
        title: "Log",
        submit: "Save",
        hidden: {},
        inputs: [{ name: "it", label: "It", control, value, optional: false, ...more }],
      },
    });

  it.each<[string, Control, string, RegExp]>([
    ["line", { kind: "line", maxLength: 9 }, "a", /<input type="text" id="x1-0-it" name="in.it" [^>]*value="a"/],
    ["lines", { kind: "lines", maxLength: 9 }, "a\nb", /<textarea [^>]*>\na\nb<\/textarea>/],
    ["sheet", { kind: "sheet", maxLength: 9 }, "a", /<textarea [^>]*>\na<\/textarea>[\s\S]*<input type="file"/],
    ["date", { kind: "date" }, "2026-11-20", /<input type="date" [^>]*value="2026-11-20"/],
    ["count", { kind: "count", max: 9 }, "12", /<input type="text" inputmode="numeric" [^>]*value="12"/],
    ["people", { kind: "people" }, "@ana", /<input type="text" [^>]*value="@ana"/],
    ["choice", { kind: "choice", options: [{ value: "A", label: "One" }] }, "A", /<option value="A" selected>One</],
  ])("%s keeps its value", (_kind, control, value, expected) => {
    const html = show(control, value);
    expect(html).toMatch(expected);
  });

  it("a date that is none stays as typed", () => {
    expect(show({ kind: "date" }, "last tuesday")).toMatch(/<input type="text" [^>]*value="last tuesday"/);
  });

  it("a choice that is none stays as typed, and nothing is chosen in its place", () => {
    const html = show({ kind: "choice", options: [{ value: "PARKS", label: "Parks" }] }, "Prks");
    expect(html).toContain('<option value="Prks" selected>“Prks” as typed</option>');
  });

  it("a choice begins empty", () => {
    const html = show({ kind: "choice", options: [{ value: "PARKS", label: "Parks" }] }, "");
    expect(html).toContain('<option value="" selected>Please choose</option>');
  });

  it("an error is tied to its field, and what was typed stays", () => {
    const html = show({ kind: "count", max: 9 }, "many", { error: "Write it in digits.", hint: "How many in all" });
    expect(html).toMatch(/aria-invalid="true" aria-describedby="x1-0-it-hint x1-0-it-error"[^>]*value="many"/);
    expect(html).toMatch(/<p class="error" id="x1-0-it-error">[^\n]*Write it in digits\.<\/p>/);
  });

  it("what may be left out says so", () => {
    expect(show({ kind: "people" }, "", { optional: true })).toContain("(optional)");
    expect(show({ kind: "people" }, "")).not.toContain("(optional)");
  });
});

describe("hostile words", () => {
  const evil = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom("<", ">", '"', "'", "&", "/", "=", " ", "`", "\n", "\u0000", "script", "onload", "x"),
    }),
    fc.constantFrom(
      '"><script>alert(1)</script>',
      "</textarea><img src=x onerror=alert(1)>",
      "</option></select><svg onload=alert(1)>",
      "' onfocus='alert(1)",
      "--><iframe srcdoc=x>",
      "javascript:alert(1)",
      "&lt;b&gt;&quot;&#39;",
      "\u202Egnp.exe",
    ),
  );

  /** Never empty and never a date or an option: those are shown by other elements. */
  const marked = evil.map((words) => `~${words}`);
  const sameAs = (benign: string, hostile: string, word: string) => {
    const shown = readMarkup(hostile);
    expect(shown.elements).toEqual(readMarkup(benign).elements);
    expect(shown.words.join("\u0001")).toContain(word);
  };

  it("in a reply add no element and no attribute, and are shown as they are", () => {
    const benign = render(...everyBlock("~"));
    const runs = { numRuns: hostileRuns, seed: 20261121 };
    fc.assert(
      fc.property(marked, (word) => sameAs(benign, render(...everyBlock(word)), word)),
      runs,
    );
  });

  it("said by somebody, or in anybody's name, add nothing to the page", () => {
    const benign = wholePage("~");
    const runs = { numRuns: hostileRuns / 10, seed: 20261122 };
    fc.assert(
      fc.property(marked, (word) => sameAs(benign, wholePage(word), word)),
      runs,
    );
  });
});

/** A page on which every name, place, command, message and answer is the same word. */
function wholePage(word: string): string {
  const { host } = createFakeHost();
  const person = { email: word, name: word, department: word, departmentName: word, roles: ["employee", word] };
  const place = { id: word, name: word, kind: "channel" as const };
  const exchange = {
    id: word,
    request: word,
    at: word,
    said: word,
    by: "typed" as const,
    reply: reply(...everyBlock(word)),
  };
  const kept = { action: word, request: word, notice: reply(...everyBlock(word)) };
  const commands = () => [{ name: word, summary: word, examples: [word], roles: ["employee"] }];
  const page = renderPage({
    host: { ...host, cityName: word, zone: word, now: () => word, newId: () => word, commands },
    directory: { sample: true, people: [person], places: [place] },
    person,
    place,
    exchanges: [{ ...exchange, kept }],
    draft: { text: word, request: word },
    home: renderExchange(exchange, { person: word, place, newId: () => word, drawChart: chartSvg }),
  });
  return String(page).replace(/^<!doctype html>/, "");
}
