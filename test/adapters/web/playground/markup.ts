/** Markup as a browser would see it: every element with its attributes' names, and every word and value in it. */
export interface Markup {
  elements: string[];
  words: string[];
}

const TAG = /<(\/?[a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<]*")?)*)\s*>/y;
const ATTRIBUTE = /([a-zA-Z-]+)(?:="([^"]*)")?/g;

/** Reads markup strictly: anything but text, entities and double-quoted attributes is an error. */
export function readMarkup(html: string): Markup {
  const markup: Markup = { elements: [], words: [] };
  let at = 0;
  while (at < html.length) {
    if (html[at] === "<") at = readTag(html, at, markup);
    else {
      const end = html.indexOf("<", at);
      const words = html.slice(at, end < 0 ? html.length : end);
      if (words.includes(">")) throw new Error(`a bare ">" in ${words}`);
      markup.words.push(decode(words));
      at += words.length;
    }
  }
  return markup;
}

function readTag(html: string, at: number, markup: Markup): number {
  TAG.lastIndex = at;
  const tag = TAG.exec(html);
  if (!tag) throw new Error(`no tag at ${html.slice(at, at + 80)}`);
  const attributes = [...(tag[2] ?? "").matchAll(ATTRIBUTE)];
  markup.elements.push([tag[1], ...attributes.map((attribute) => attribute[1])].join(" "));
  markup.words.push(...attributes.map((attribute) => decode(attribute[2] ?? "")));
  return at + tag[0].length;
}

const decode = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
