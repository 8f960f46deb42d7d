import { buffer } from "node:stream/consumers";
import { writeDocx } from "./docx/write.ts";
import type { Paper } from "./model/paper.ts";
import { writePdf } from "./pdf/write.ts";

// A process for one paper: it comes as JSON on stdin, its bytes go to stdout, and the memory goes with the process.

const WRITERS: Readonly<Record<string, (paper: Paper) => Uint8Array | Promise<Uint8Array>>> = {
  docx: writeDocx,
  pdf: writePdf,
};

const write = WRITERS[process.argv[2] ?? ""];
if (!write) throw new Error("no such format");
const paper = JSON.parse((await buffer(process.stdin)).toString("utf8")) as Paper;
const bytes = await write(paper);
process.stdout.write(bytes);
