type Attributes = Record<string, string | number | undefined>;

/** What everything is drawn on. */
export const GROUND = "#ffffff";

/** One element; its children are markup already. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? "" : ` ${key}="${escaped(typeof value === "number" ? rounded(value) : value)}"`,
  );
  return `<${name}${written.join("")}>${children.join("")}</${name}>`;
}

const rounded = (value: number) => String(Math.round(value * 100) / 100);

/** What XML cannot hold at all is left out. */
function escaped(text: string): string {
  const legal = text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "");
  return legal.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export interface Lettering {
  x: number;
  /** The baseline of the first line. */
  y: number;
  size: number;
  anchor?: "start" | "middle" | "end";
  weight?: "bold";
  fill?: string;
  transform?: string;
  /** White around every letter, for words that stand on a drawing. */
  halo?: boolean;
}

export function words(text: string, { size, anchor, weight, halo, ...more }: Lettering): string {
  const around = halo ? { stroke: GROUND, "stroke-width": 3, "paint-order": "stroke" } : {};
  const attributes = { ...more, ...around, "font-size": size, "text-anchor": anchor, "font-weight": weight };
  return element("text", attributes, [escaped(text)]);
}

export const lines = (texts: readonly string[], lettering: Lettering): string[] =>
  texts.map((text, at) => words(text, { ...lettering, y: lettering.y + at * stepOf(lettering.size) }));

export const stepOf = (size: number): number => Math.round(size * 1.4);

/** About: no font is at hand that could be measured. */
export const widthOf = (text: string, size: number): number => [...text].length * size * 0.66;

/** In lines of at most that width, broken at spaces where there are some; nothing is left out. */
export function wrapped(text: string, width: number, size: number): string[] {
  const most = Math.max(1, Math.floor(width / (size * 0.66)));
  const parts = text.split(/\s+/).flatMap((word) => chunks([...word], most));
  const all: string[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last !== undefined && [...last].length + 1 + [...part].length <= most) all[all.length - 1] = `${last} ${part}`;
    else all.push(part);
  }
  return all;
}

const chunks = (chars: readonly string[], most: number): string[] =>
  chars.length === 0 ? [] : [chars.slice(0, most).join(""), ...chunks(chars.slice(most), most)];
