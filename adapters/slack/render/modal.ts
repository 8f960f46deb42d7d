import type { types } from "@slack/bolt";
import type { Block, Form, Input } from "../../../src/core/reply/reply.ts";
import { allUnits } from "./blocks.ts";
import { type Drafts, type Origin, packForm } from "./carried.ts";
import { inputBlocks } from "./controls.ts";
import { LIMITS } from "./limits.ts";
import { plain, sections } from "./unit.ts";
import { fitsView, pagesOf } from "./view.ts";
import { escaped } from "./words.ts";

/** What a modal is made with. */
export interface ModalParts {
  drafts: Drafts;
  /** Whether a file may be dropped into it. */
  readsFiles: boolean;
}

/** Where the answer to a form goes, and at which input its page begins; the first one with something wrong comes first. */
export interface ModalWay extends Origin {
  at?: string | undefined;
}

/** So many blocks may be said about a form in its modal; more is a message. */
const MOST_WORDS = 50;

/**
 * A form as a modal: what is said about it, then its inputs, filled in; one that holds more than a modal goes on in a next
 * page, and carries what stands on the others. `mark` tells its inputs from another form's. Nothing when too much is said about it.
 */
export async function modalOf(
  form: Form,
  about: readonly Block[],
  { at, ...origin }: ModalWay,
  mark: string,
  { drafts, readsFiles }: ModalParts,
): Promise<types.ModalView | undefined> {
  const units = await allUnits({ blocks: [...about, { kind: "text", text: form.title }] }, "view", drafts);
  if (units.length > MOST_WORDS) return undefined;
  const words = units.map(({ block }) => block);
  const groups = form.inputs.map((input) => inputBlocks(input, mark, readsFiles));
  const pages = inputPages(
    words,
    groups,
    Math.max(
      0,
      form.inputs.findIndex(({ name }) => name === at),
    ),
  );
  const page = pageToShow(form.inputs, pages, at);
  const shown = pages[page] ?? [];
  const next = form.inputs[pages[page + 1]?.[0] ?? -1]?.name;
  const part = pages.length > 1 ? [`Part ${page + 1} of ${pages.length}${page > 0 ? `: ${form.title}` : ""}`] : [];
  return {
    type: "modal",
    callback_id: "form",
    title: plain(titleOf(form.command)),
    submit: plain(next === undefined ? short(form.submit, "Save") : "Next"),
    close: plain("Cancel"),
    private_metadata: await packForm(withRest(form, shown), { ...origin, next }, drafts),
    blocks: [
      ...(page === 0 ? words : []),
      ...part.flatMap(sections).map(({ block }) => block),
      ...shown.flatMap((at) => groups[at] ?? []),
    ],
  };
}

/** The inputs of each page, by their numbers; one begins where the page before ended, even if that would end elsewhere now. */
function inputPages(words: readonly object[], groups: readonly (readonly object[])[], from: number): number[][] {
  const begin = from > 0 ? from : groups.length;
  const first = pagesOf([words, ...groups.slice(0, begin)]);
  const rest = pagesOf(groups.slice(begin)).map((page) => page.map((at) => at + begin));
  return [...first.map((page) => page.filter((at) => at > 0).map((at) => at - 1)), ...rest];
}

function pageToShow(inputs: readonly Input[], pages: readonly number[][], at: string | undefined): number {
  const pageOf = (found: number) => pages.findIndex((page) => page.includes(found));
  const asked = pageOf(inputs.findIndex(({ name }) => name === at));
  const wrong = pageOf(inputs.findIndex(({ error }) => error !== undefined));
  const [first = 0] = [asked, wrong].filter((page) => page >= 0).sort((a, b) => a - b);
  return first;
}

/** What is filled in on the other pages travels with this one; what was emptied on an earlier one, too. */
function withRest(form: Form, shown: readonly number[]): Form {
  const [first = 0] = shown;
  const rest = form.inputs.filter((input, at) => !shown.includes(at) && (input.value !== "" || at < first));
  return { ...form, hidden: { ...form.hidden, ...Object.fromEntries(rest.map(({ name, value }) => [name, value])) } };
}

/** A message in a modal, for places where no message can be posted; nothing when it is too long for one. */
export async function noticeOf(
  title: string,
  about: readonly Block[],
  drafts: Drafts,
): Promise<types.ModalView | undefined> {
  const units = await allUnits({ blocks: [...about] }, "view", drafts);
  const blocks = units.map(({ block }) => block);
  if (!fitsView(blocks)) return undefined;
  return {
    type: "modal",
    callback_id: "notice",
    title: plain(short(title, "Equity Assistant")),
    close: plain("Close"),
    blocks,
  };
}

/** "training log" is "Training log"; the sentence about it stands in the form itself. */
const titleOf = (command: string) =>
  short(`${command.slice(0, 1).toUpperCase()}${command.slice(1)}`, "Equity Assistant");

const short = (text: string, otherwise: string) =>
  text.trim() !== "" && escaped(text).length <= LIMITS.viewTitle ? text : otherwise;
