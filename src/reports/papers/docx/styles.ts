import { AlignmentType, type IPropertiesOptions, LevelFormat } from "docx";

const FONT = "Calibri";
const BLUE = "1F4E79";

const paragraph = (id: string, run: object, spacing: object, more: object = {}) => ({
  id,
  name: id,
  basedOn: "Normal",
  next: "Normal",
  quickFormat: true,
  run: { font: FONT, ...run },
  paragraph: { spacing: { lineRule: "auto" as const, ...spacing }, ...more },
});

/** Everything looks as it does by a style: nothing is formatted by hand. */
export const STYLES: Pick<IPropertiesOptions, "styles" | "numbering"> = {
  styles: {
    default: {
      document: { run: { font: FONT, size: 21, language: { value: "en-US" } }, paragraph: { spacing: { after: 120 } } },
      title: { run: { font: FONT, size: 44, bold: true }, paragraph: { spacing: { before: 60, after: 60 } } },
      heading1: heading(30, 360, 120),
      heading2: heading(25, 260, 80),
      heading3: heading(22, 200, 60),
    },
    paragraphStyles: [
      paragraph("Subtitle", { size: 28 }, { after: 160 }),
      paragraph("City", { size: 22, bold: true, color: BLUE }, { after: 0 }),
      paragraph("Cover", { size: 19 }, { after: 20 }),
      paragraph("Caption", { size: 19, bold: true }, { before: 160, after: 60 }, { keepNext: true }),
      paragraph("Cell", { size: 17 }, { after: 0 }),
      paragraph("HeadCell", { size: 17, bold: true }, { after: 0 }),
      paragraph("NumberCell", { size: 17 }, { after: 0 }, { alignment: AlignmentType.RIGHT }),
      paragraph("Note", {}, { before: 120, after: 120 }, { indent: { left: 240 } }),
      paragraph("Below", { size: 18 }, { before: 40 }),
      paragraph("Contents", {}, { after: 20 }),
      paragraph("ContentsPart", {}, { after: 20 }, { indent: { left: 360 } }),
      paragraph(
        "Standing",
        { size: 16, bold: true, color: "6B2D00" },
        { after: 0 },
        { alignment: AlignmentType.CENTER },
      ),
      paragraph(
        "Running",
        { size: 16, color: "3C4350" },
        { after: 0 },
        { tabStops: [{ type: "right", position: 9900 }] },
      ),
    ],
    characterStyles: [
      { id: "StrongText", name: "Strong Text", run: { bold: true } },
      { id: "SourceLink", name: "Source Link", run: { color: "0B4A8F", size: 16 } },
      { id: "LinkText", name: "Link Text", run: { color: "0B4A8F", underline: {} } },
    ],
  },
  numbering: {
    config: [
      { reference: "points", levels: [level(LevelFormat.BULLET, "•")] },
      { reference: "numbers", levels: [level(LevelFormat.DECIMAL, "%1.")] },
    ],
  },
};

function heading(size: number, before: number, after: number) {
  return {
    run: { font: FONT, size, bold: true, color: BLUE },
    paragraph: { spacing: { before, after }, keepNext: true },
  };
}

function level(format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  return { level: 0, format, text, style: { paragraph: { indent: { left: 400, hanging: 260 } } } };
}
