import { buffer } from "node:stream/consumers";
import { writeDocx } from "./docx/write.ts";
import { writeHtml } from "./html/write.ts";
import type { Paper } from "./model/paper.ts";
import { writePdf } from "./pdf/write.ts";

// A process for one paper: it comes as JSON on stdin, its bytes go to stdout, one format after the other, and the memory goes
// with the process. Before them stands a line of JSON with how many bytes each has.

const WRITERS: Readonly<Record<string, (paper: Paper) => Uint8Array | Promise<Uint8Array>>> = {
  docx: writeDocx,
  pdf: writePdf,
  html: (paper) => new TextEncoder().encode(writeHtml(paper)),
};

const paper = JSON.parse((await buffer(process.stdin)).toString("utf8")) as Paper;
const files: Uint8Array[] = [];
for (const format of process.argv.slice(2)) {
  const write = WRITERS[format];
  if (!write) throw new Error("no such format");
  files.push(await write(paper));
}
process.stdout.write(`${JSON.stringify(files.map(({ length }) => length))}\n`);
for (const bytes of files) process.stdout.write(bytes);
