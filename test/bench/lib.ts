import { availableParallelism, loadavg } from "node:os";
import type { DatabaseSource } from "../support/databases.ts";

/** One benchmark: a section of docs/benchmarks.md, and a name to run it alone by. */
export interface Bench {
  name: string;
  title: string;
  run(setting: Setting): Promise<Section>;
}

export interface Setting {
  /** A real server of our own, with fsync on. */
  source: DatabaseSource;
  tell(line: string): void;
}

export interface Section {
  /** What was measured, and how. */
  about: string;
  columns: string[];
  rows: string[][];
  floors: Floor[];
}

/** What must hold; `measured` is undefined where there was nothing to compare with. */
export interface Floor {
  what: string;
  measured: number | undefined;
  atLeast?: number;
  atMost?: number;
  unit?: string;
}

export const RUNS = 5;

/** How long a figure is taken for, in milliseconds. BENCH_MS makes a quick look possible. */
export const SPAN = Number(process.env.BENCH_MS ?? 3_000);

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** What so many in flight got done: how many a second, and how long each of them took in milliseconds. */
export interface Rate {
  perSecond: number;
  p50?: number;
  p99?: number;
}

/** Keeps so many in flight for the span. */
export async function rateOf(inFlight: number, one: () => Promise<unknown>): Promise<Rate> {
  const waits: number[] = [];
  const startedAt = performance.now();
  const lane = async () => {
    while (performance.now() - startedAt < SPAN) {
      const asked = performance.now();
      await one();
      waits.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const perSecond = (waits.length * 1000) / (performance.now() - startedAt);
  return { perSecond, p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) };
}

/** Each contestant in turn, five times over, so that a slow minute of the machine is everybody's; the medians. */
export async function alternate<Name extends string>(
  contestants: Record<Name, (() => Promise<Rate>) | undefined>,
): Promise<Record<Name, Rate | undefined>> {
  const runs = new Map<string, Rate[]>();
  for (let run = 0; run < RUNS; run += 1) {
    for (const [name, contest] of Object.entries<(() => Promise<Rate>) | undefined>(contestants)) {
      if (contest) runs.set(name, [...(runs.get(name) ?? []), await contest()]);
    }
  }
  const middle = (rates: Rate[] | undefined): Rate | undefined => {
    if (!rates) return undefined;
    const of = (pick: (rate: Rate) => number | undefined) => median(rates.flatMap((rate) => pick(rate) ?? []));
    return { perSecond: of((rate) => rate.perSecond), p50: of((rate) => rate.p50), p99: of((rate) => rate.p99) };
  };
  const entries = Object.keys(contestants).map((name) => [name, middle(runs.get(name))]);
  return Object.fromEntries(entries) as Record<Name, Rate | undefined>;
}

export const ratio = (one: Rate | undefined, other: Rate | undefined): number | undefined =>
  one && other ? one.perSecond / other.perSecond : undefined;

export const whole = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? "–" : Math.round(value).toLocaleString("en-US");

export const inMs = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? "–" : `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** "store ÷ pgbench: 0.65 (at least 0.5): met". */
export function inWords({ what, measured, atLeast, atMost, unit = "" }: Floor): string {
  if (measured === undefined) return `${what}: not compared`;
  const limit = atLeast === undefined ? `at most ${atMost}${unit}` : `at least ${atLeast}${unit}`;
  const met = measured >= (atLeast ?? Number.NEGATIVE_INFINITY) && measured <= (atMost ?? Number.POSITIVE_INFINITY);
  const value = Math.abs(measured) < 100 ? measured.toFixed(2) : whole(measured);
  return `${what}: ${value}${unit} (${limit}): ${met ? "met" : "not met"}`;
}

export function asMarkdown({ title }: Bench, { about, columns, rows, floors }: Section): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const machine = `Node ${process.versions.node}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}.`;
  return [
    `## ${title}`,
    "",
    `${about} ${machine}`,
    "",
    line(columns),
    line(columns.map(() => "---")),
    ...rows.map(line),
    "",
    ...floors.map((floor) => `- ${inWords(floor)}`),
    "",
  ].join("\n");
}
