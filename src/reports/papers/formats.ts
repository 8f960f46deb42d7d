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

/** A paper as bytes; Word and PDF are made in a process of their own. */
async function bytesOf(paper: Paper, format: PaperFormat): Promise<Uint8Array> {
  switch (format) {
    case "docx":
    case "pdf":
      return printed(paper, format);
    case "html":
      return new TextEncoder().encode(writeHtml(paper));
    default:
      return format satisfies never;
  }
}

export async function paperFile(paper: Paper, format: PaperFormat): Promise<ReplyFile> {
  const { mime, label } = PAPER_FORMATS[format];
  const bytes = await bytesOf(paper, format);
  return { name: fileNameOf(paper, format), mime, bytes, summary: `${paper.title}, ${paper.covers}, as ${label}` };
}
