import type { IsoDate } from "../places/city.ts";

/** A quarter that was closed: what changes in it from then on is a restatement (rows F10, F11). */
export interface ClosedPeriod {
  start: IsoDate;
  end: IsoDate;
  closedOn: IsoDate;
  closedBy: string;
}

/** The closed quarter a day lies in. */
export const closedOn = (
  { closed }: { closed: readonly ClosedPeriod[] },
  day: IsoDate | undefined,
): ClosedPeriod | undefined =>
  day === undefined ? undefined : closed.find(({ start, end }) => start <= day && day <= end);

/** Whether an entry of that day is no longer its author's to change. */
export const isClosed = (known: { closed: readonly ClosedPeriod[] }, day: IsoDate | undefined): boolean =>
  closedOn(known, day) !== undefined;
