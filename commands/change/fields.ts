import type { Confirmation } from "../../src/core/command/command.ts";
import { fte, money } from "../../src/core/fields/amount.ts";
import { date } from "../../src/core/fields/date.ts";
import { link } from "../../src/core/fields/link.ts";
import { ownWords } from "../../src/core/fields/own-words.ts";
import { text } from "../../src/core/fields/text.ts";
import { printMoney, readHundredths } from "../../src/core/records/hundredths.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { budgetYear } from "../../src/domain/change/fields/budget-year.ts";

const short = (label: string, keys: readonly string[], hint?: string) =>
  text({ label, from: "key", optional: true, maxLength: 200, keys, ...(hint ? { hint } : {}) });

/** What every change says. */
export const commonFields = {
  decidedBy: short("Decided by", ["by", "decider"], "Who or which body decided it"),
  adoptedOn: date({ label: "Adopted on", default: "today" }),
  evidence: link({ label: "Evidence", keys: ["link", "url"] }),
};

export const description = <const Optional extends boolean = false>(label: string, optional?: Optional) =>
  ownWords({ label, ...(optional === undefined ? {} : { optional }), keys: ["what", "change"] });

/** Money and positions: each signed, and never in one number (row C8, trap G12). */
export const figureFields = {
  amount: money({
    label: "Amount",
    optional: true,
    hint: "Signed, like -25000 when it is taken away",
    keys: ["dollars"],
  }),
  fte: fte({ label: "FTE", optional: true, hint: "Signed, like -0.5 when it is taken away", keys: ["positions"] }),
  budgetYear: budgetYear(),
  account: short("Account", ["acct"]),
  fund: short("Fund", []),
  before: money({ label: "Amount before", optional: true, keyOnly: true }),
  after: money({ label: "Amount after", optional: true, keyOnly: true }),
};

/** The figures as they are said. */
interface Figures {
  amount: string | undefined;
  fte: string | undefined;
  before: string | undefined;
  after: string | undefined;
}

/** The same in whole cents and hundredths; what stood before and after says what changed. */
export function inHundredths({ amount, fte, before, after }: Figures) {
  const [sum, positions, was, is] = [amount, fte, before, after].map((one) =>
    one === undefined ? undefined : readHundredths(one),
  );
  return { amount: sum ?? changed(was, is), fte: positions, before: was, after: is };
}

const changed = (before: number | undefined, after: number | undefined) =>
  before === undefined || after === undefined ? undefined : after - before;

const LARGE = 1_000_000_00;

export function reviewFigures(said: Figures): Confirmation[] {
  const { amount = 0, before, after } = inHundredths(said);
  const told = changed(before, after);
  if (told !== undefined && amount !== told)
    throw new Refusal(
      `From ${printMoney(before ?? 0)} to ${printMoney(after ?? 0)} is ${printMoney(told)}, and the amount says ${printMoney(amount)}.`,
      "amount",
    );
  if (Math.abs(amount) <= LARGE) return [];
  const words = printMoney(amount);
  return [{ id: "large-amount", question: `${words}: is that right?`, yes: `Yes, record ${words}` }];
}

/** A change without figures. */
export const NO_FIGURES = {
  amount: undefined,
  fte: undefined,
  account: undefined,
  fund: undefined,
  budgetYear: undefined,
  before: undefined,
  after: undefined,
};
