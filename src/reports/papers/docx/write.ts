import { Document, Footer, Header, Packer, PageNumber, Paragraph, Tab, TextRun } from "docx";
import { canonicalJson, paperHash } from "../model/canonical.ts";
import { coverLines, standingOf } from "../model/cover.ts";
import { flowOf } from "../model/flow.ts";
import type { Paper } from "../model/paper.ts";
import { blocksOf } from "./blocks.ts";
import { runs } from "./inline.ts";
import { settle } from "./settle.ts";
import { STYLES } from "./styles.ts";

/** For a city's own staff to read and comment in Word; what they change there belongs in a narrative. */
export async function writeDocx(paper: Paper): Promise<Uint8Array> {
  const children = [...coverOf(paper), ...(await blocksOf(flowOf(paper)))];
  const standing = standingOf(paper);
  const running = `${paper.city} · ${paper.title} · ${paper.covers}`.replaceAll("\n", " ");
  const header = new Paragraph({ style: "Standing", children: [new TextRun(standing ?? "")] });
  const footer = new Paragraph({
    style: "Running",
    children: [
      new TextRun(running),
      new TextRun({ children: [new Tab(), PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] }),
    ],
  });
  const document = new Document({
    title: paper.title,
    creator: paper.author,
    lastModifiedBy: paper.author,
    description: `${paper.title}, ${paper.covers}`,
    ...STYLES,
    sections: [
      {
        properties: {
          page: {
            size: { width: 12_240, height: 15_840 },
            margin: { top: 1250, bottom: 1130, left: 1130, right: 1130 },
          },
        },
        ...(standing === undefined ? {} : { headers: { default: new Header({ children: [header] }) } }),
        footers: { default: new Footer({ children: [footer] }) },
        children,
      },
    ],
  });
  return settle(new Uint8Array(await Packer.toBuffer(document)), evidenceOf(paper));
}

function coverOf(paper: Paper): Paragraph[] {
  const line = (style: string, text: string) => new Paragraph({ style, children: runs([text]) });
  return [
    line("City", paper.city),
    line("Title", paper.title),
    ...(paper.subtitle === undefined ? [] : [line("Subtitle", paper.subtitle)]),
    ...coverLines(paper).map(
      ({ label, value }) => new Paragraph({ style: "Cover", children: runs([{ strong: `${label}: ` }, value]) }),
    ),
  ];
}

const XML: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function evidenceOf(paper: Paper): string {
  const json = canonicalJson({ paper: paperHash(paper), ...paper.evidence });
  return `<?xml version="1.0" encoding="UTF-8"?><evidence xmlns="urn:equity-assistant:evidence">${json.replace(/[&<>]/g, (one) => XML[one] ?? one)}</evidence>`;
}
