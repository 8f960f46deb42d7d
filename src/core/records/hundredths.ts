/** Money is whole cents and FTE whole hundredths, never a fraction of binary arithmetic (trap G12). */

const SCALE: Readonly<Record<string, number>> = { k: 3, thousand: 3, m: 6, mm: 6, million: 6, b: 9, billion: 9 };
const MOST = 99_999_999_999_999n;

/** "-25,000.50", "1.2 million", "(25,000)" as hundredths; undefined when it is no such number, or has more decimals. */
export function readHundredths(typed: string): number | undefined {
  const plain = typed.replace(/[$\s]/g, "").toLowerCase();
  const negative = /^(?:-|\(.*\)$)/.test(plain);
  const parts = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(k|thousand|mm?|million|b|billion)?$/.exec(
    plain.replace(/^[-+]/, "").replace(/^\((.*)\)$/, "$1"),
  );
  if (!parts) return undefined;
  const [, whole = "", decimals = "", unit = ""] = parts;
  const digits = `${whole.replaceAll(",", "")}${decimals}`;
  const zeros = 2 + (SCALE[unit] ?? 0) - decimals.length;
  const value = zeros >= 0 ? BigInt(digits + "0".repeat(zeros)) : withoutZeros(digits, -zeros);
  if (value === undefined || value > MOST) return undefined;
  return negative ? -Number(value) || 0 : Number(value);
}

/** "1.500" has no more decimals than "1.5"; "1.234" has. */
const withoutZeros = (digits: string, count: number): bigint | undefined =>
  /^0+$/.test(digits.slice(-count)) ? BigInt(digits.slice(0, -count) || "0") : undefined;

/** Hundredths as the database takes them, "-25000.00". */
export function decimalOf(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, "0");
  return `${hundredths < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** "-$25,000" or "$1,250.50". */
export function printMoney(cents: number): string {
  const [whole = "", decimals = ""] = decimalOf(Math.abs(cents)).split(".");
  const shown = `$${Number(whole).toLocaleString("en-US")}${decimals === "00" ? "" : `.${decimals}`}`;
  return cents < 0 ? `-${shown}` : shown;
}

/** "1.5 FTE". */
export const printFte = (hundredths: number): string => `${decimalOf(hundredths).replace(/\.?0+$/, "")} FTE`;
