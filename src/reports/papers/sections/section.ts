import { departmentName } from "../../../core/catalog/catalog.ts";
import type { RawValues } from "../../../core/reply/reply.ts";
import type { PaperSectionName } from "../../../domain/paper/papers.ts";
import type { PaperFacts } from "../facts/facts.ts";
import type { Block } from "../model/paper.ts";
import { counted } from "../model/words.ts";

/** Something the paper needs, and how whoever reads the draft gets it. */
export interface Check {
  what: string;
  done: boolean;
  /** Without it the paper is not sent for review. */
  required?: true;
  /** The more, the earlier it is said. */
  weight: number;
  /** What is done about it. */
  label: string;
  command: string;
  values: RawValues;
}

/** One section as it is made from the facts: no store, no clock, no words of the officer's. */
export interface Made {
  id: string;
  title: string;
  level?: 2;
  facts: readonly Block[];
  checks: readonly Check[];
  ownWords?: true;
  unsaid?: string;
}

/** A section a paper may have; the plan says which, in which order, and under which name. */
export interface SectionKind<Facts = PaperFacts> {
  id: PaperSectionName;
  title(facts: Facts): string;
  /** The paper is not finished without words of the officer's own. */
  ownWords?: true;
  /** Said where nobody wrote words of their own, and there would be nothing else. */
  unsaid?: string;
  make(facts: Facts): { facts: readonly Block[]; checks?: readonly Check[] };
  /** Sections below it. */
  parts?(facts: Facts): readonly Made[];
}

export const capital = (words: string): string => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;

/** "Department", "bureaus", in the city's own word. */
export const departmentWord = ({ city }: Pick<PaperFacts, "city">): string => capital(city.words.department);
export const departmentsWord = ({ city }: Pick<PaperFacts, "city">, number: number): string =>
  counted(number, city.words.department);

export const nameOf = ({ catalog }: Pick<PaperFacts, "catalog">, code: string): string => departmentName(catalog, code);

export const byDepartment = <One extends { department: string | undefined }>(
  all: readonly One[],
  code: string,
): One[] => all.filter(({ department }) => department === code);

/** What was added up of all that reported; undefined where nobody did. */
export function sumOf<One>(all: readonly One[], pick: (one: One) => number | undefined): number | undefined {
  const known = all.flatMap((one) => pick(one) ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, number) => sum + number, 0);
}
