import { describe, expect, test } from "vitest";
import { isAboutRecord, mayHave, PAPER_KINDS, PAPER_SECTIONS } from "../../../src/domain/paper/papers.ts";
import { writeHtml } from "../../../src/reports/papers/html/write.ts";
import { canonicalJson, paperHash } from "../../../src/reports/papers/model/canonical.ts";
import { cleanAll, cleanString, isRightToLeft, safeLink } from "../../../src/reports/papers/model/clean.ts";
import { flowOf } from "../../../src/reports/papers/model/flow.ts";
import { recordSectionKind, sectionKind } from "../../../src/reports/papers/sections/index.ts";
import { HOSTILE, hostilePaper, samplePaper } from "./samples.ts";

describe("a paper's model", () => {
  test("every section a plan may name is there", () => {
    for (const kind of PAPER_KINDS) {
      const allowed = PAPER_SECTIONS.filter((id) => mayHave(kind, id));
      const made = allowed.map((id) => (isAboutRecord(kind) ? recordSectionKind(id) : sectionKind(id)).id);
      expect(made, kind).toEqual(allowed);
    }
    for (const id of PAPER_SECTIONS)
      expect(
        PAPER_KINDS.filter((kind) => mayHave(kind, id)),
        id,
      ).not.toEqual([]);
  });

  test("canonical JSON does not depend on the order in which keys were set", () => {
    expect(canonicalJson({ b: 1, a: { d: undefined, c: [{ y: 1, x: 2 }] } })).toBe('{"a":{"c":[{"x":2,"y":1}]},"b":1}');
  });

  test("the hash does not change while the paper goes its way, and changes with any word of it", () => {
    const paper = samplePaper();
    expect(paperHash({ ...paper, status: "approved" })).toBe(paperHash(paper));
    expect(paperHash({ ...paper, because: "412 was counted twice" })).not.toBe(paperHash(paper));
  });

  test.each([
    ["e\u0301", "é"],
    ["a\u0000b\u0007c", "abc"],
    ["a\ud800b", "ab"],
    ["a\u202eb\u2066c", "abc"],
    ["a\u2028b\r\nc\rd", "a\nb\nc\nd"],
    ["a\ufffeb\ufeff", "ab"],
    ["tab\there", "tab here"],
    ["👍 stays", "👍 stays"],
  ])("cleans %j", (raw, clean) => {
    expect(cleanString(raw)).toBe(clean);
    expect(cleanAll({ a: [raw] })).toEqual({ a: [clean] });
  });

  test.each([
    ["https://milwaukee.gov/file?id=1", true],
    ["mailto:clerk@milwaukee.example", true],
    ["http://milwaukee.gov", false],
    ["javascript:alert(1)", false],
    ["https://a b", false],
    ['https://a"onclick=', false],
  ])("a link to %s is followed: %s", (address, followed) => {
    expect(safeLink(address) !== undefined).toBe(followed);
  });

  test("the first strong letter says in which direction is written", () => {
    expect([isRightToLeft("12 שלום"), isRightToLeft("مرحبا"), isRightToLeft("Hello שלום")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("the web page", () => {
  test("needs nothing from elsewhere and runs nothing", () => {
    const html = writeHtml(samplePaper());
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<(?:link|img|iframe|object|embed)\b|\son\w+=|url\((?!#)/i);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toContain('<script type="application/json" id="evidence">');
  });

  test("shows hostile words as words, in every place they can stand", () => {
    const html = writeHtml(hostilePaper());
    const body = html.replace(/<style>.*?<\/style>/s, "");
    expect(body).not.toContain("<script>alert");
    expect(body).not.toContain("<b>bold");
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(body).toContain("&lt;script&gt;");
    expect(body).not.toMatch(/href="(?!#|https:|mailto:)/);
    expect(HOSTILE.length).toBeGreaterThan(10);
  });

  test("says on top that a draft is one, and not of what was approved", () => {
    expect(writeHtml(samplePaper())).toContain("DRAFT");
    expect(writeHtml({ ...samplePaper(), status: "approved" })).not.toContain('class="standing"');
  });

  test("has every heading and table of the flow, with its id, once", () => {
    const paper = hostilePaper();
    const html = writeHtml(paper);
    const ids = flowOf(paper).flatMap((one) => ("id" in one ? [one.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(html.split(`id="${id}"`).length - 1).toBe(1);
  });
});
