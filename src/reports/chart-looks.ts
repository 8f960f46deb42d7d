import { element, GROUND } from "./svg.ts";

/** Each at least 4.5 to 1 on white, or, where it is dark, on the dark ground; the hatch tells them apart where colour does not. */
const LOOKS: readonly { colour: string; dark: string; hatch: string }[] = [
  { colour: "#0b4f8a", dark: "#7db7ee", hatch: "" },
  { colour: "#a3440f", dark: "#f0a06a", hatch: "M-2 10L10 -2M-2 2L2 -2M6 10L10 6" },
  { colour: "#0d6b4c", dark: "#63cfa6", hatch: "M-2 -2L10 10M-2 6L2 10M6 -2L10 2" },
  { colour: "#75378a", dark: "#cf9be6", hatch: "M0 4H8" },
  { colour: "#7a5c00", dark: "#d9b84a", hatch: "M4 0V8" },
  { colour: "#9c1c3f", dark: "#f48aa8", hatch: "M0 4H8M4 0V8" },
  { colour: "#454b54", dark: "#b4bcc6", hatch: "M-2 10L10 -2M-2 -2L10 10" },
  { colour: "#0f6a78", dark: "#6fd0de", hatch: "M3 4H5" },
];

export const INK = "#1f2430";
export const SOFT = "#5a606b";
export const PALE = "#d5d9e0";
const DARK: readonly (readonly [light: string, dark: string])[] = [
  [GROUND, "#1c242b"],
  [INK, "#e9ecee"],
  [SOFT, "#a9b3bc"],
  [PALE, "#3a4651"],
  ...LOOKS.map(({ colour, dark }) => [colour, dark] as const),
];

/** A drawing as a page shows it: with the colours of whichever theme the page is in. */
export const inBothThemes = (svg: string): string =>
  DARK.reduce((drawn, [light, dark]) => drawn.replaceAll(`"${light}"`, `"light-dark(${light}, ${dark})"`), svg);

const at = (look: number) => ((Math.trunc(look) % LOOKS.length) + LOOKS.length) % LOOKS.length;

/** The hatches that bars are filled with. */
export function hatches(id: string): string {
  const patterns = LOOKS.map(({ colour, hatch }, look) =>
    element("pattern", { id: `${id}-${look}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" }, [
      element("rect", { width: 8, height: 8, fill: hatch === "" ? colour : GROUND }),
      element("path", { d: hatch, stroke: colour, "stroke-width": 3, "stroke-linecap": "square" }),
    ]),
  );
  return element("defs", {}, patterns);
}

/** What a bar of that look is drawn with. */
export const inLook = (look: number, id: string) => ({
  fill: `url(#${id}-${at(look)})`,
  stroke: LOOKS[at(look)]?.colour,
  "stroke-width": 1.5,
});
