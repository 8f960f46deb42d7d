/** An exact decimal number as it is stored: "431", "-12.5". Never a float: dollars must add up (trap G12). */
export type Decimal = string;

/** Digits after the point that are kept while calculating; what people type has at most four. */
const PLACES = 6;
const UNIT = 10n ** BigInt(PLACES);
const TYPED = /^-?\d{1,15}(?:\.\d{1,4})?$/;

/** "1,234.50", "$1,200" or "12" as a number; undefined for anything else. */
export function decimalOf(typed: string): Decimal | undefined {
  const plain = typed.trim().replace(/^(-?)\$\s?/, "$1");
  const grouped = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
  return TYPED.test(grouped) ? written(unitsOf(grouped)) : undefined;
}

function unitsOf(value: Decimal): bigint {
  const [, sign, whole = "0", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  const units = BigInt(whole) * UNIT + BigInt(part.slice(0, PLACES).padEnd(PLACES, "0"));
  return sign === "-" ? -units : units;
}

function written(units: bigint): Decimal {
  const [whole, part] = [abs(units) / UNIT, abs(units) % UNIT];
  const digits = part === 0n ? "" : `.${part.toString().padStart(PLACES, "0").replace(/0+$/, "")}`;
  return `${units < 0n ? "-" : ""}${whole}${digits}`;
}

const abs = (units: bigint) => (units < 0n ? -units : units);

export const plus = (a: Decimal, b: Decimal): Decimal => written(unitsOf(a) + unitsOf(b));
export const minus = (a: Decimal, b: Decimal): Decimal => written(unitsOf(a) - unitsOf(b));
export const isZero = (value: Decimal): boolean => unitsOf(value) === 0n;

/** Below zero when `a` is less than `b`, zero when they are the same. */
export const compare = (a: Decimal, b: Decimal): number => Number(unitsOf(a) - unitsOf(b));

/** For drawing, and for cells of a spreadsheet. */
export const toNumber = (value: Decimal): number => Number(value);

/** "1,234.50": with that many places where there are any, or as many as it has. */
export function printDecimal(value: Decimal, places?: number): string {
  const [whole = "", part = ""] = value.split(".");
  const shown = places === undefined ? part : part === "" ? "" : part.padEnd(places, "0");
  return `${whole.replace(/\B(?=(?:\d{3})+$)/g, ",")}${shown === "" ? "" : `.${shown}`}`;
}

/** Half away from zero. */
function rounded(above: bigint, below: bigint): bigint {
  const [a, b] = below < 0n ? [-above, -below] : [above, below];
  return a < 0n ? -((-a * 2n + b) / (2n * b)) : (a * 2n + b) / (2n * b);
}

/** What part of a total it is, in per cent with at most one place: 30 of 120 is "25". Undefined out of nothing. */
export function percentOf(value: Decimal, of: Decimal): Decimal | undefined {
  const total = unitsOf(of);
  return total === 0n ? undefined : written(rounded(unitsOf(value) * 1000n, total) * (UNIT / 10n));
}

/**
 * A base grown by so many per cent, so many times over, rounded once, at the end, to a step ("1" for people, "0.01" for
 * dollars) away from the base: 431 + 5 % is 453, not 452.55 (trap G2).
 */
export function grown(base: Decimal, percent: number, times: number, step: Decimal): Decimal {
  const rate = unitsOf(decimalOf(String(percent)) ?? "0");
  const [above, below] = [100n * UNIT + rate, 100n * UNIT];
  const value = unitsOf(base) * above ** BigInt(times);
  const unit = unitsOf(step) * below ** BigInt(times);
  const steps = rate < 0n ? floor(value, unit) : -floor(-value, unit);
  return written(steps * unitsOf(step));
}

const floor = (above: bigint, below: bigint) => above / below - (above % below !== 0n && above < 0n ? 1n : 0n);
