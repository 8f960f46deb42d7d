// Typst can say that a cell heads its row only behind a switch the binding does not set. So the first cell of each row of a
// table's body is tagged as its header here, in the written file.

interface Part {
  number: number;
  text: string;
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** The same PDF, with row headers. Throws where the file is not written as Typst writes it today. */
export function rowHeaders(pdf: Uint8Array): Uint8Array {
  const file = latin1(pdf);
  const { start, offsets, trailer } = crossReferences(file);
  const parts = partsOf(file, offsets, start);
  const elements = new Map(parts.flatMap(({ number, text }) => (isElement(text) ? [[number, text] as const] : [])));
  const bodies = new Set([...elements].filter(([, text]) => kindOf(text) === "TBody").map(([number]) => number));
  const rows = [...elements.values()].filter((text) => kindOf(text) === "TR" && bodies.has(parentOf(text)));
  const heads = new Set(rows.flatMap((text) => childrenOf(text)[0] ?? []));
  const written = parts.map((part) => ({ ...part, text: retagged(part, heads) }));
  return assembled(file.slice(0, parts[0] ? Math.min(...offsets.values()) : 0), written, trailer);
}

function crossReferences(file: string) {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file)?.[1] ?? Number.NaN);
  const head = /^xref\n0 (\d+)\n/.exec(file.slice(start, start + 40));
  if (!head) throw new Error("the PDF has no plain table of cross references");
  const first = start + head[0].length;
  const offsets = new Map<number, number>();
  for (let number = 1; number < Number(head[1]); number += 1) {
    const entry = /^(\d{10}) \d{5} n/.exec(file.slice(first + 20 * number, first + 20 * number + 20));
    if (!entry) throw new Error(`the PDF's cross reference ${number} cannot be read`);
    offsets.set(number, Number(entry[1]));
  }
  const trailer = file.slice(first + 20 * Number(head[1]), file.lastIndexOf("startxref"));
  return { start, offsets, trailer };
}

/** Every object, in the order of the file. */
function partsOf(file: string, offsets: ReadonlyMap<number, number>, end: number): Part[] {
  const ordered = [...offsets].sort(([, a], [, b]) => a - b);
  return ordered.map(([number, from], at) => ({ number, text: file.slice(from, ordered[at + 1]?.[1] ?? end) }));
}

const isElement = (text: string) => /^\d+ 0 obj\n<<\n {2}\/Type \/StructElem\n/.test(text);
const kindOf = (text: string) => /\n {2}\/S \/(\w+)\n/.exec(text)?.[1];
const parentOf = (text: string) => Number(/\n {2}\/P (\d+) 0 R\n/.exec(text)?.[1]);
const childrenOf = (text: string) =>
  [...(/\n {2}\/K \[([^\]]*)\]/.exec(text)?.[1] ?? "").matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]));

const HEADERS = /\n {4}\/Headers \[[^\]]*\]/;

function retagged({ number, text }: Part, heads: ReadonlySet<number>): string {
  if (!isElement(text) || kindOf(text) !== "TD") return text;
  if (!heads.has(number)) return text.replace(HEADERS, "");
  const head = text.replace("\n  /S /TD\n", "\n  /S /TH\n");
  return HEADERS.test(head)
    ? head.replace(HEADERS, "\n    /Scope /Row")
    : head.replace(/\n {2}\/P /, "\n  /A [<<\n    /O /Table\n    /Scope /Row\n  >>]\n  /P ");
}

function assembled(before: string, parts: readonly Part[], trailer: string): Uint8Array {
  const offsets = new Map<number, number>();
  let at = before.length;
  for (const { number, text } of parts) {
    offsets.set(number, at);
    at += text.length;
  }
  const entry = (number: number) => `${String(offsets.get(number) ?? 0).padStart(10, "0")} 00000 n\r\n`;
  const entries = Array.from({ length: parts.length }, (_none, one) => entry(one + 1)).join("");
  const table = `xref\n0 ${parts.length + 1}\n0000000000 65535 f\r\n${entries}`;
  const body = parts.map(({ text }) => text).join("");
  return Buffer.from(`${before}${body}${table}${trailer}startxref\n${at}\n%%EOF`, "latin1");
}
