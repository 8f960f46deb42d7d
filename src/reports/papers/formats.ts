import type { ReplyFile } from "../../core/reply/reply.ts";
import { writeHtml } from "./html/write.ts";
import type { Paper } from "./model/paper.ts";
import { printed } from "./print.ts";

export const PAPER_FORMATS = {
  docx: {
    label: "Word",
    mime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  },
  pdf: { label: "PDF", mime: "application/pdf" },
  html: { label: "HTML", mime: "text/html; charset=utf-8" },
} as const;
export type PaperFormat = keyof typeof PAPER_FORMATS;

/** "annual-2026.pdf". */
export const fileNameOf = ({ kind, period }: Pick<Paper, "kind" | "period">, format: string): string =>
  `${kind}-${period.replace("..", "-to-")}.${format}`;

const ALL = Object.keys(PAPER_FORMATS) as PaperFormat[];

interface PaperFile extends ReplyFile {
  format: PaperFormat;
}

const fileOf = (paper: Paper, format: PaperFormat, bytes: Uint8Array): PaperFile => {
  const { mime, label } = PAPER_FORMATS[format];
  return {
    format,
    name: fileNameOf(paper, format),
    mime,
    bytes,
    summary: `${paper.title}, ${paper.covers}, as ${label}`,
  };
};

/** The paper in these formats: Word and PDF in a process of their own, together; a page is text, and quick. */
export async function paperFiles(paper: Paper, formats: readonly PaperFormat[] = ALL): Promise<PaperFile[]> {
  const [only] = formats;
  const files =
    only === "html" && formats.length === 1
      ? [new TextEncoder().encode(writeHtml(paper))]
      : await printed(paper, formats);
  return formats.map((format, at) => fileOf(paper, format, files[at] ?? new Uint8Array()));
}

export async function paperFile(paper: Paper, format: PaperFormat): Promise<ReplyFile> {
  const [file] = await paperFiles(paper, [format]);
  return file ?? fileOf(paper, format, new Uint8Array());
}
