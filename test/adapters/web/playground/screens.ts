import type { Shown } from "../../../transcripts/transcript.ts";

/** A form of the page: its hidden fields, and what its inputs hold. */
export interface PageForm {
  label: string;
  hidden: Record<string, string>;
  inputs: Record<string, string>;
  wrong: Record<string, string>;
}

/** One exchange or message as the page shows it. */
export interface Article {
  id: string;
  html: string;
}

const decoded = (text: string) => text.replace(/&(lt|gt|quot|#39|amp);/g, (_all, name: string) => ENTITIES[name] ?? "");
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };

export const wordsOf = (html: string): string => decoded(html.replace(/<[^>]*>/g, "\n"));

const attribute = (tag: string, name: string) => {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decoded(found);
};

/** Every form of some markup: the buttons are forms of one button each. */
export function formsIn(html: string): (PageForm & { ask: boolean })[] {
  return [...html.matchAll(/<form ([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = "", body = ""]) => ({
    ask: head.includes('class="ask"'),
    label: wordsOf(/<button[^>]*>([\s\S]*?)<\/button>/.exec(body)?.[1] ?? ""),
    hidden: Object.fromEntries(
      [...body.matchAll(/<input type="hidden"[^>]*>/g)].flatMap(([tag]) => named(tag, attribute(tag, "value") ?? "")),
    ),
    inputs: inputsIn(body),
    wrong: wrongIn(body),
  }));
}

const named = (tag: string, value: string) => {
  const name = attribute(tag, "name");
  return name === undefined || name.startsWith("in.") ? [] : [[name, value] as const];
};

/** What is filled in, by input; several ticked boxes are one value with commas. */
function inputsIn(body: string): Record<string, string> {
  const values: Record<string, string> = {};
  const add = (name: string | undefined, value: string | undefined) => {
    const input = /^in\.(.+)$/.exec(name ?? "")?.[1];
    if (input === undefined) return;
    values[input] = [values[input] ?? "", value ?? ""].filter((one) => one !== "").join(", ");
  };
  for (const [tag] of body.matchAll(/<input [^>]*>/g))
    if (attribute(tag, "type") !== "checkbox" || / checked/.test(tag))
      add(attribute(tag, "name"), attribute(tag, "value"));
  for (const [, head = "", text = ""] of body.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g))
    add(attribute(head, "name"), decoded(text.replace(/^\n/, "")));
  for (const [, head = "", options = ""] of body.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g))
    add(attribute(head, "name"), attribute(/<option[^>]* selected>/.exec(options)?.[0] ?? "", "value"));
  return values;
}

function wrongIn(body: string): Record<string, string> {
  const parts = body.split(/(?=<(?:div|fieldset) class="field)/);
  return Object.fromEntries(
    parts.flatMap((part) => {
      const error = /<p class="error"[^>]*>([\s\S]*?)<\/p>/.exec(part)?.[1];
      const input = / name="in\.([^"]+)"/.exec(part)?.[1];
      return error === undefined || input === undefined ? [] : [[input, wordsOf(error)] as const];
    }),
  );
}

/** What one person has before them in the playground. */
export class Screen {
  #articles: Article[] = [];
  #from = 0;

  turn(): void {
    this.#from = this.#articles.length;
  }

  /** One that was there before looks different now, and is the latest. */
  show(article: Article): void {
    const at = this.#articles.findIndex(({ id }) => id === article.id);
    if (this.#articles[at]?.html === article.html) return;
    if (at >= 0) this.#articles.splice(at, 1);
    if (at >= 0 && at < this.#from) this.#from -= 1;
    this.#articles.push(article);
  }

  /** The latest form that is not yet sent. */
  form(): PageForm {
    const open = this.#forms(0).findLast(({ ask }) => ask);
    if (!open) throw new Error("no form is open");
    return open;
  }

  button(label: string): PageForm {
    const buttons = this.#forms(0).filter(({ ask }) => !ask);
    const found = buttons.findLast((one) => one.label === label);
    if (!found) throw new Error(`no button "${label}" among ${buttons.map((one) => one.label).join(", ")}`);
    return found;
  }

  shown(): Shown {
    const html = this.#articles.slice(this.#from).map((one) => one.html);
    const forms = this.#forms(this.#from);
    const ask = forms.findLast((one) => one.ask);
    return {
      text: html.map(wordsOf).join("\n"),
      buttons: forms.filter((one) => !one.ask).map(({ label }) => label),
      form: ask?.inputs,
      wrong: ask?.wrong ?? {},
      files: html.flatMap((one) => [...one.matchAll(/ download="([^"]*)"/g)].map(([, name = ""]) => decoded(name))),
      alone: html.every((one) => one.includes("only you can see this")),
    };
  }

  #forms(from: number) {
    return this.#articles.slice(from).flatMap(({ html }) => formsIn(html));
  }
}
