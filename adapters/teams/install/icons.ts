import { ICONS } from "./manifest.ts";

// What is said is equal: a speech bubble around two bars. Drawn at half their size in pixels, on whole ones.

const bubble = (at: number, size: number) => {
  const [x, y, r] = [at, at, size / 6];
  const [w, h] = [size, size * 0.75];
  return `M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${h - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${-(w / 2 - r)}l${-size / 4} ${size / 4}v${-size / 4}h${-(w / 4 - r)}a${r} ${r} 0 0 1 ${-r} ${-r}v${-(h - 2 * r)}a${r} ${r} 0 0 1 ${r} ${-r}z`;
};

const bars = (at: number, size: number, gap: number) => {
  const [x, width, height] = [at + size / 4, size / 2, size / 10];
  const middle = at + size * 0.375;
  return [middle - gap - height, middle + gap]
    .map((y) => `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${height / 2}"`)
    .map((bar) => `${bar} fill="INK"/>`)
    .join("");
};

const drawing = (side: number, inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}">${inner}</svg>`;

/** Both pictures of the app: drawings of 96 and 16, to be painted at twice that size. */
export const iconDrawings: Readonly<Record<string, string>> = {
  [ICONS.color]: drawing(
    96,
    `<rect width="96" height="96" fill="#1f3a5f"/><path d="${bubble(22, 52)}" fill="#fff"/>${bars(22, 52, 3).replaceAll("INK", "#1f3a5f")}`,
  ),
  [ICONS.outline]: drawing(
    16,
    `<path d="${bubble(1.5, 13)}" fill="none" stroke="#fff"/>${bars(1.5, 13, 0.75).replaceAll("INK", "#fff")}`,
  ),
};
