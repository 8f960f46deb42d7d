import { unzipSync, type Zippable, zipSync } from "fflate";

// The library writes the time, and counts and random ids that go on from paper to paper. Here each becomes the same every time.

// A zip writes the hour as the process's own time zone has it, so this is noon there.
const EPOCH = new Date(2020, 0, 1, 12);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const encode = (text: string) => new TextEncoder().encode(text);

/** The same Word file, byte for byte, whenever and wherever it is written. */
export function settle(docx: Uint8Array, attached: string): Uint8Array {
  const files = unzipSync(docx);
  const renamed = namesOf(files);
  const links = linkIdsOf(files);
  const settled: Zippable = {};
  for (const name of Object.keys(files).sort()) {
    const bytes = files[name] ?? new Uint8Array();
    const isText = /\.(?:xml|rels)$/.test(name);
    settled[renamed.get(name) ?? name] = [
      isText ? encode(settledText(name, decode(bytes), renamed, links)) : bytes,
      { mtime: EPOCH, os: 0 },
    ];
  }
  settled["customXml/item1.xml"] = [encode(attached), { mtime: EPOCH, os: 0 }];
  return zipSync(settled, { mtime: EPOCH, level: 6 });
}

/** Pictures are called by a random name: from here on by their number, in the order of their content. */
function namesOf(files: Record<string, Uint8Array>): Map<string, string> {
  const text = decode(files["word/document.xml"] ?? new Uint8Array());
  const relations = decode(files["word/_rels/document.xml.rels"] ?? new Uint8Array());
  const used = [...text.matchAll(/r:embed="([^"]+)"/g)].map((match) => match[1] ?? "");
  const target = (id: string) => new RegExp(`<Relationship [^>]*Id="${id}"[^>]*>`).exec(relations)?.[0] ?? "";
  const paths = used.map((id) => `word/${/Target="([^"]+)"/.exec(target(id))?.[1] ?? ""}`);
  return new Map([...new Set(paths)].map((path, at) => [path, path.replace(/[^/]+(?=\.\w+$)/, `figure-${at + 1}`)]));
}

/** Links have random ids, in the document and in its list of relations. */
function linkIdsOf(files: Record<string, Uint8Array>): Map<string, string> {
  const text = decode(files["word/document.xml"] ?? new Uint8Array());
  const ids = [...text.matchAll(/r:id="(rId[^"]*)"/g)]
    .map((match) => match[1] ?? "")
    .filter((id) => !/^rId\d+$/.test(id));
  return new Map([...new Set(ids)].map((id, at) => [id, `rIdLink${at + 1}`]));
}

const EVIDENCE =
  '<Relationship Id="rIdEvidence" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" Target="../customXml/item1.xml"/>';

function settledText(
  name: string,
  xml: string,
  renamed: ReadonlyMap<string, string>,
  links: ReadonlyMap<string, string>,
) {
  let text = xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, "$12020-01-01T12:00:00Z");
  for (const [from, to] of renamed) text = text.replaceAll(from.replace("word/", ""), to.replace("word/", ""));
  for (const [from, to] of links) text = text.replaceAll(`"${from}"`, `"${to}"`);
  if (name === "word/_rels/document.xml.rels")
    text = ordered(text).replace("</Relationships>", `${EVIDENCE}</Relationships>`);
  return name === "word/document.xml" ? numbered(numbered(text, BOOKMARK), PICTURE) : text;
}

/** Relations in the order of their ids. */
function ordered(xml: string): string {
  const all = xml.match(/<Relationship [^>]*>/g) ?? [];
  const id = (one: string) => /Id="([^"]*)"/.exec(one)?.[1] ?? "";
  const sorted = [...all].sort((a, b) => (id(a) < id(b) ? -1 : 1));
  return xml.replace(all.join(""), sorted.join(""));
}

const BOOKMARK = /(<w:bookmark(?:Start|End)[^>]* w:id=")([^"]+)"/g;
const PICTURE = /(<(?:wp:docPr|pic:cNvPr)[^>]*? id=")([^"]+)"/g;

/** Ids in the order in which they appear. */
function numbered(xml: string, pattern: RegExp): string {
  const seen = new Map<string, number>();
  return xml.replace(pattern, (_match, before: string, id: string) => {
    const number = seen.get(id) ?? seen.size + 1;
    seen.set(id, number);
    return `${before}${number}"`;
  });
}
