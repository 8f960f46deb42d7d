import type { Option } from "../../core/reply/reply.ts";

declare module "../../core/places/city.ts" {
  interface City {
    /** What new analyses are started with. */
    template?: Template | undefined;
  }
}

/** The questions of an analysis, cut into steps. A city may have its own; each version is kept (row C9). */
export interface Template {
  id: string;
  version: number;
  title: string;
  /** Whose structure it follows, and where to read it. */
  source: string;
  steps: readonly Step[];
}

export interface Step {
  id: string;
  title: string;
  questions: readonly Question[];
}

export interface Question {
  id: string;
  label: string;
  hint?: string | undefined;
  /** `long` may also be a link or the text of a file; `choices` allows several, `check` is yes or no. */
  kind: "line" | "lines" | "long" | "choice" | "choices" | "check" | "date" | "count" | "link";
  options?: readonly Option[] | undefined;
  required?: boolean | undefined;
  /** Needed when any of these questions of the same step has one of these answers. */
  neededWhen?: { any: readonly string[]; is: readonly string[]; because: string } | undefined;
  /** The answer is the day on which the results are to be evaluated (row C11). */
  means?: "evaluation due" | undefined;
}

/** Answers by question id, as written by `readAnswer`; a question without one is not in it. */
export type Answers = Readonly<Record<string, string>>;

/** A template's name on record and in forms: "six-step@1". */
export const templateKey = ({ id, version }: Pick<Template, "id" | "version">): string => `${id}@${version}`;
