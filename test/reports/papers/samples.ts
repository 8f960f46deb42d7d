import { cleanAll } from "../../../src/reports/papers/model/clean.ts";
import type { Block, Paper, Section } from "../../../src/reports/papers/model/paper.ts";

/** What people type, paste, or try. */
export const HOSTILE: readonly string[] = [
  "<script>alert(1)</script>",
  "<b>bold</b> & \"quotes\" 'single'",
  '#panic("no") #import "@preview/x:1.0.0" #sys.inputs $x^2$ `raw` *a* _b_ @label <label>',
  "\\ \\n \\u{41} \\input{/etc/passwd}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what people try, word for word
  "{{template}} {%if%} ${js} <%= erb %>",
  "]]> --> <!-- <![CDATA[",
  "a\u202eb\u2066c\u200fd",
  "null\u0000 bell\u0007 lone\ud800 non\uffff",
  "x".repeat(3000),
  "e\u0301 Ünïcödé ñ Việt Hmoob",
  "שלום עולם",
  "مرحبا بالعالم",
  "👍🏽 emoji 中文 한국어 ဗမာ ខ្មែរ",
  "line one\nline two\u2028line three",
  "=1+1",
  "  spaces   inside  ",
];

const blocks = (words: string): Block[] => [
  { kind: "heading", level: 2, text: words },
  { kind: "paragraph", words: [words, { strong: words }, { source: "TR-2026-0001" }, { link: words, text: words }] },
  { kind: "list", items: [[words], [words]] },
  {
    kind: "table",
    caption: words,
    columns: [{ label: words }, { label: words, numeric: true }],
    rows: [[[words], [words]]],
    note: words,
  },
  { kind: "note", label: words, words: [words] },
];

const chart = (words: string): Block => ({
  kind: "chart",
  chart: {
    title: words,
    unit: words,
    axis: words,
    groups: [words, "Q2"],
    series: [
      { name: words, values: [12, null], look: 0 },
      { name: "Contractors", values: [3, 0], look: 1 },
    ],
    unknown: "not reported",
  },
});

const section = (id: string, title: string, facts: readonly Block[], more: Partial<Section> = {}): Section => ({
  id,
  title,
  required: false,
  facts,
  missing: [],
  ...more,
});

/** A small paper with a bit of everything. */
export const samplePaper = (words = "Snow removal routes", many: readonly string[] = []): Paper =>
  cleanAll({
    kind: "annual",
    period: "2026",
    covers: "2026 (1 Jan 2026 – 31 Dec 2026)",
    version: 1,
    title: words.replaceAll("\n", " "),
    subtitle: words,
    city: words,
    author: words,
    lang: "en-US",
    asOf: "2026-11-21",
    status: "draft",
    purpose: "information",
    recipients: ["Common Council", words],
    complete: { done: 1, of: 2 },
    sections: [
      section("letter", "Letter", [], {
        required: true,
        narrative: { words: [[words], ["A second one."]], by: words, at: "2026-11-20", factsHash: "0" },
      }),
      section("contents", "Contents", [{ kind: "contents" }]),
      section("summary", words, [...blocks(words), chart(words)]),
      section("department-DPW", words, blocks("Public Works"), { level: 2 }),
      ...many.map((one, at) => section(`hostile-${at}`, one, [...blocks(one), chart(one)])),
      section("sources", "Appendix: sources", [{ kind: "break" }, { kind: "sources" }]),
    ],
    sources: { "TR-2026-0001": words },
    evidence: { auditHead: "3:abc", records: [{ id: "TR-2026-0001", sha256: "0".repeat(64) }] },
  });

/** Every hostile string in every field. */
export const hostilePaper = (): Paper => samplePaper(HOSTILE.join(" | "), HOSTILE);
