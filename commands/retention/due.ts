import type { Env } from "../../src/core/command/command.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import type { Person } from "../../src/core/people/person.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { RecordKind } from "../../src/core/records/kind.ts";
import type { Recorded } from "../../src/core/records/name.ts";
import { PAGE } from "../../src/core/records/paging.ts";
import type { Hold } from "../../src/domain/hold/holds.ts";
import type { Series } from "../../src/domain/plan/plan.ts";
import { keptUntil } from "../../src/plan/retention.ts";
import { personOf, touchedBy, touches } from "../hold/package.ts";
import { kinds } from "../kinds.ts";

/** Looked through for holds, of each kind; beyond that the list says "more than". */
const MOST = 10_000;

/** A kind of record with its series of the schedule: how many are past their time, and how many of them a hold keeps. */
export interface Retained {
  series: Series;
  plural: string;
  past: number;
  held: number;
  /** There are more than were looked through. */
  more: boolean;
}

/** A record past its time, and the holds that keep it. */
export interface Due {
  one: Recorded;
  line: string;
  day: IsoDate | undefined;
  holds: readonly string[];
}

interface Kept {
  series: Series;
  kind: RecordKind;
}

const scheduled = ({ plan }: Env): Kept[] =>
  plan.retention.flatMap((series) =>
    kinds.all.filter(({ plural }) => series.records.includes(plural)).map((kind) => ({ series, kind })),
  );

export async function retainedIn(env: Env): Promise<Retained[]> {
  const holds = await openHolds(env);
  return Promise.all(
    scheduled(env).map(async ({ series, kind }) => {
      const until = keptUntil(series, env.city, env.today);
      const none = { series, plural: kind.plural, past: 0, held: 0, more: false };
      if (until === undefined) return none;
      const { past, total } = await pastIn(kind, until, undefined, MOST, env);
      const held = holds.length === 0 ? 0 : past.filter((one) => keeping(one, kind, holds, env).length > 0).length;
      return { ...none, past: past.length, held, more: total > MOST };
    }),
  );
}

/** Those of a kind, the oldest first, page by page; undefined where the schedule does not say how long they are kept. */
export async function dueIn(plural: string, after: string | undefined, env: Env) {
  const kept = scheduled(env).find(({ kind }) => kind.plural === plural);
  const until = kept && keptUntil(kept.series, env.city, env.today);
  if (!kept || until === undefined) return undefined;
  const { kind } = kept;
  const [holds, { past, next }] = await Promise.all([openHolds(env), pastIn(kind, until, after, PAGE, env)]);
  const due = past.map(
    (one): Due => ({
      one,
      line: kind.line(one, env),
      day: dayOf(kind, one, env),
      holds: keeping(one, kind, holds, env).map(({ hold }) => hold.id),
    }),
  );
  return { until, due, next };
}

async function pastIn(kind: RecordKind, until: IsoDate, after: string | undefined, limit: number, env: Env) {
  const asked = { departments: undefined, start: "0001-01-01", end: until, undone: true, sort: "oldest" } as const;
  const { records, next, total } = await kind.list({ ...asked, after, limit, countTo: limit + 1 }, env);
  // What is still open belongs to no time that is over.
  return { past: records.filter((one) => kind.fallsIn?.(one, asked.start, until) ?? true), next, total };
}

const dayOf = (kind: RecordKind, one: Recorded, env: Env): IsoDate | undefined => {
  const field = kind.fields.find(({ label, type }) =>
    kind.dated === undefined ? type === "day" : label === kind.dated,
  );
  const day = field?.value(one, env);
  return typeof day === "string" ? day : undefined;
};

/** An open hold, with what is known of the person it is about. */
interface Open {
  hold: Hold;
  person: Person | undefined;
  touched: ReadonlySet<string> | undefined;
}

async function openHolds(env: Env): Promise<Open[]> {
  const { records } = await env.stores.holds.page({ departments: undefined, limit: MOST });
  const open = records.filter(({ endedOn }) => endedOn === undefined || endedOn > env.today);
  return Promise.all(
    open.map(async (hold) => {
      const person = hold.covers === "person" ? await personOf(hold.value, env) : undefined;
      return { hold, person, touched: person && (await touchedBy(person, env)) };
    }),
  );
}

const keeping = (one: Recorded, kind: RecordKind, holds: readonly Open[], env: Env): Open[] =>
  holds.filter(({ hold, person, touched }) => {
    if (hold.covers === "record") return hold.value === one.id;
    if (hold.covers === "department") return hold.value === one.department;
    if (hold.covers === "person") return person !== undefined && touches(one, person, touched);
    const { start, end } = periodOf(hold.value, env.city);
    const day = dayOf(kind, one, env);
    // A record without a day may fall into it: it is kept.
    return day === undefined || (start <= day && day <= end);
  });
