/** A scene of the design's experience.md, as every platform must play it: who does what, and what they see then. */
export interface Transcript {
  title: string;
  /** Without these commands it cannot be played: until all are registered, it waits. */
  needs: readonly [string, ...string[]];
  steps: readonly Step[];
}

/**
 * People are called by the first part of their e-mail address, also in what is said: "@bo.chen" is picked from the
 * platform's own list of members.
 */
export type Step =
  | { who: string; says: string; in?: Where; sees: Seen }
  /** The latest button with that label in what they were shown. */
  | { who: string; presses: string; sees: Seen }
  /** Some inputs of the form before them are filled in anew, and it is sent. */
  | { who: string; fills: Readonly<Record<string, string>>; sees: Seen }
  | { who: string; opens: "home"; sees: Seen }
  /** Something came that they did not ask for; `#public works` is everybody in that department's channel. */
  | { who: string; receives: Seen }
  | { clock: string }
  /** An operator's `job run`, at the time it is. */
  | { job: string };

/** In the department's channel, unless it is said otherwise; `place` is there even for who usually talks in a chat of two. */
export type Where = "channel" | "thread" | "direct" | "place";

/** What must be there; everything else may be, too. */
export interface Seen {
  /** Each of these words, spaces and line ends alike. */
  says?: readonly string[];
  never?: readonly string[];
  buttons?: readonly string[];
  /** A form, these inputs filled in so. */
  form?: Readonly<Record<string, string>>;
  /** A form, this written at these inputs. */
  wrong?: Readonly<Record<string, string>>;
  /** A file whose name ends so. */
  file?: string;
  /** Nobody else sees it. */
  alone?: true;
  /** The record that is named was written with these values, as the trail says. */
  recorded?: Readonly<Record<string, unknown>>;
}

/** What somebody has before them. */
export interface Shown {
  text: string;
  buttons: string[];
  /** Of the form before them: what its inputs hold, and what is wrong at them. */
  form: Record<string, string> | undefined;
  wrong: Record<string, string>;
  files: string[];
  alone: boolean;
}

/** What of a `Seen` is not there: nothing when all is as it must be. */
export function missing(sees: Seen, shown: Shown): string[] {
  const { says = [], never = [], buttons = [], form, wrong = {}, file = "", alone } = sees;
  const text = oneSpaced(shown.text);
  const said = (words: string) => text.includes(oneSpaced(words));
  return [
    ...says.filter((words) => !said(words)).map((words) => `not said: ${words}`),
    ...never.filter(said).map((words) => `said: ${words}`),
    ...buttons.filter((label) => !shown.buttons.includes(label)).map((label) => `no button: ${label}`),
    ...(form ? differing(form, shown.form) : []),
    ...Object.entries(wrong).flatMap(([name, words]) =>
      oneSpaced(shown.wrong[name] ?? "").includes(words) ? [] : [`nothing wrong at ${name}: ${words}`],
    ),
    ...(shown.files.some((name) => name.endsWith(file)) || file === "" ? [] : [`no file: ${file}`]),
    ...(alone && !shown.alone ? ["others see it"] : []),
  ];
}

function differing(expected: Readonly<Record<string, string>>, form: Shown["form"]): string[] {
  if (!form) return ["no form"];
  return Object.entries(expected).flatMap(([name, value]) =>
    form[name] === value ? [] : [`${name}: "${form[name] ?? "no such input"}" instead of "${value}"`],
  );
}

const oneSpaced = (words: string) => words.replace(/\s+/g, " ").trim();
