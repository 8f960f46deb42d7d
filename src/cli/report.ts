import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "../app/app.ts";
import { PAPER_KINDS, type PaperKindName } from "../domain/paper/papers.ts";
import { type Args, JSON_OPTION, type Operation, WrongUsage, withApp } from "./operation.ts";

const FORMATS = ["docx", "pdf", "html"] as const;
type Format = (typeof FORMATS)[number];

const USAGE =
  "report annual|quarterly|clerk PERIOD, report cover|statement|analysis RECORD   [--out DIR] [--format docx,pdf,html] [--public] [--json]";

/** Writes a paper to files, or prints it as JSON. */
export const reportPaper: Operation = {
  name: "report",
  usage: USAGE,
  options: { out: { type: "string" }, format: { type: "string" }, public: { type: "boolean" }, ...JSON_OPTION },
  positionals: [2, 2],
  run: (args, open) => {
    const [kind, subject = ""] = args.positionals;
    const asked = { kind: kindOf(kind), subject, formats: formatsOf(args) };
    return withApp(open, (app) => written(asked, args, app));
  },
};

interface Asked {
  kind: PaperKindName;
  subject: string;
  formats: readonly Format[];
}

async function written({ kind, subject, formats }: Asked, { values }: Args, { papers }: App): Promise<number> {
  const paper = await papers.draft(kind, subject, values.public === true);
  const folder = typeof values.out === "string" ? values.out : ".";
  const files: string[] = [];
  // Without a folder, --json is asked for the paper alone.
  if (typeof values.out === "string" || values.json !== true) {
    mkdirSync(folder, { recursive: true });
    for (const { name, bytes } of await papers.print(paper, formats)) {
      writeFileSync(join(folder, name), bytes);
      files.push(join(folder, name));
    }
  }
  console.log(values.json === true ? JSON.stringify(paper) : files.join("\n"));
  return 0;
}

function kindOf(typed: string | undefined): PaperKindName {
  const kind = PAPER_KINDS.find((one) => one === typed);
  if (!kind) throw new WrongUsage(`Usage: npm run equity -- ${USAGE}`);
  return kind;
}

function formatsOf({ values }: Args): Format[] {
  const typed = typeof values.format === "string" ? values.format.split(",") : [...FORMATS];
  return typed.map((one) => {
    const format = FORMATS.find((known) => known === one.trim());
    if (!format) throw new WrongUsage(`"${one}" is not a format: the formats are ${FORMATS.join(", ")}.`);
    return format;
  });
}
