import { element } from "./svg.ts";

/** Each at least 4.5 to 1 on white; the hatch tells them apart where colour does not. */
const LOOKS: readonly { colour: string; hatch: string }[] = [
  { colour: "#0b4f8a", hatch: "" },
  { colour: "#a3440f", hatch: "M-2 10L10 -2M-2 2L2 -2M6 10L10 6" },
  { colour: "#0d6b4c", hatch: "M-2 -2L10 10M-2 6L2 10M6 -2L10 2" },
  { colour: "#75378a", hatch: "M0 4H8" },
  { colour: "#7a5c00", hatch: "M4 0V8" },
  { colour: "#9c1c3f", hatch: "M0 4H8M4 0V8" },
  { colour: "#454b54", hatch: "M-2 10L10 -2M-2 -2L10 10" },
  { colour: "#0f6a78", hatch: "M3 4H5" },
];

const at = (look: number) => ((Math.trunc(look) % LOOKS.length) + LOOKS.length) % LOOKS.length;

/** The hatches that bars are filled with. */
export function hatches(id: string): string {
  const patterns = LOOKS.map(({ colour, hatch }, look) =>
    element("pattern", { id: `${id}-${look}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" }, [
      element("rect", { width: 8, height: 8, fill: hatch === "" ? colour : "#ffffff" }),
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
