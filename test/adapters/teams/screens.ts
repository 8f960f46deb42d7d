import type { Shown } from "../../transcripts/transcript.ts";
import type { Sent } from "./microsoft.ts";
import { type CardAction, filledIn, nodesIn, wordsOf } from "./teams-town.ts";

/** A button, and the message whose card it stands in. */
export interface Pressable {
  label: string;
  action: CardAction;
  conversation: string;
  message: string;
  /** Of a dialog, not of a message. */
  dialog: boolean;
}

/** One message or dialog on somebody's screen. */
interface Item {
  message: string;
  words: string;
  pressable: Pressable[];
  files: string[];
  form: Form | undefined;
  wrong: Record<string, string>;
  alone: boolean;
}

/** A form as it stands, and how it is sent. */
export interface Form extends Omit<Pressable, "label"> {
  inputs: Record<string, string>;
}

export interface Where {
  conversation: string;
  message: string;
  dialog: boolean;
  alone: boolean;
}

/** What one person has before them in Teams, made from what Teams was sent. */
export class Screen {
  readonly #items: Item[] = [];
  #from = 0;

  /** From now on only what is new is looked at. */
  turn(): void {
    this.#from = this.#items.length;
  }

  show(shown: unknown, where: Where): void {
    this.#items.push(itemOf(shown, where));
  }

  /** What stands there says something else now; words beside it that asked for patience are gone. */
  edit(shown: unknown, where: Where): void {
    const at = this.#items.findLastIndex(({ message }) => message === where.message);
    if (at >= 0) this.#items[at] = itemOf(shown, where);
  }

  /** The form that is open. */
  form(): Form {
    const open = this.#items.flatMap(({ form }) => form ?? []).at(-1);
    if (!open) throw new Error("no form is open");
    return open;
  }

  button(label: string): Pressable {
    const all = this.#items.flatMap(({ pressable }) => pressable);
    const found = all.findLast((one) => one.label === label);
    if (!found) throw new Error(`no button "${label}" among ${all.map((one) => one.label).join(", ")}`);
    return found;
  }

  shown(): Shown {
    const items = this.#items.slice(this.#from);
    return {
      text: items.map(({ words }) => words).join("\n"),
      buttons: items.flatMap(({ pressable }) => pressable.map(({ label }) => label)),
      form: items.findLast(({ form }) => form)?.form?.inputs,
      wrong: Object.assign({}, ...items.map(({ wrong }) => wrong)),
      files: items.flatMap(({ files }) => files),
      alone: items.every(({ alone }) => alone),
    };
  }
}

function itemOf(shown: unknown, { conversation, message, dialog, alone }: Where): Item {
  const actions = nodesIn(shown).filter(({ type }) => String(type).startsWith("Action.")) as unknown as CardAction[];
  const inputs = nodesIn(shown).filter(({ type }) => String(type).startsWith("Input."));
  const send = actions.find(({ type, data }) => type !== "Action.OpenUrl" && "i" in (data.equity as object));
  return {
    message,
    words: wordsOf(shown),
    pressable: actions
      .filter((action) => action !== send)
      .map((action) => ({ label: action.title, action, conversation, message, dialog })),
    files: ((shown as Sent).attachments ?? []).flatMap(({ name }) => name ?? []),
    form: send && {
      action: send,
      conversation,
      message,
      dialog,
      inputs: { ...Object.fromEntries(inputs.map(({ id }) => [String(id).slice(3), ""])), ...filledIn(shown) },
    },
    wrong: wrongIn(shown),
    alone,
  };
}

/** What is to be fixed stands above its input. */
function wrongIn(shown: unknown): Record<string, string> {
  const nodes = nodesIn(shown).filter(({ type }) => typeof type === "string");
  const pairs = nodes.flatMap((node, at) => {
    const next = nodes.slice(at + 1).find(({ type }) => String(type).startsWith("Input."));
    const said = typeof node.text === "string" && node.color === "Attention" ? wordsOf(node) : "";
    return said === "" || !next ? [] : [[String(next.id).slice(3), said] as const];
  });
  return Object.fromEntries(pairs);
}
