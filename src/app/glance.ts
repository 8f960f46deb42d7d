import type { Stores } from "../core/command/stores.ts";
import type { MessageEnv } from "../core/deliveries/messages.ts";
import type { CityFacts, FactsAsked } from "../domain/plan/facts.ts";

type Env = Omit<MessageEnv, "person" | "platform">;

/** For so long, in milliseconds, what was read for one message serves the next ones, where nothing was written meanwhile. */
const FRESH_MS = 1_000;

/**
 * When many departments are written to in the same minute, each message is made from the same facts: they are read once, of
 * all departments. Every write leaves an entry on the trail, so a newer entry ends it at once; what is written while it is
 * being read, it may miss for as long as a message takes to arrive, and then the message is edited.
 */
export function createGlance(): (env: Env) => Promise<Env> {
  let kept = { of: "", at: Number.NEGATIVE_INFINITY, reads: new Map<string, Promise<unknown>>() };
  return async (env) => {
    const of = `${env.today} ${await env.stores.audit.newest()}`;
    const now = performance.now();
    if (kept.of !== of || now - kept.at > FRESH_MS) kept = { of, at: now, reads: new Map() };
    return reading(env, onceIn(kept.reads));
  };
}

type Once = <T>(name: string, read: () => Promise<T>) => Promise<T>;

const onceIn = (reads: Map<string, Promise<unknown>>): Once => {
  return <T>(name: string, read: () => Promise<T>) => {
    const found = reads.get(name) ?? read();
    reads.set(name, found);
    // What could not be read is read again.
    found.catch(() => reads.delete(name));
    return found as Promise<T>;
  };
};

function reading(env: Env, once: Once): Env {
  const { facts, nudges, recipients } = env.stores;
  const all = env.catalog.departments.map(({ code }) => code);
  const load = async (asked: FactsAsked): Promise<CityFacts> => {
    if (asked.proof || !asked.departments.every((code) => all.includes(code))) return facts.load(asked);
    const whole = await once(`facts ${asked.on}`, () => facts.load({ ...asked, departments: all }));
    return { ...whole, departments: only(whole.departments, asked.departments) };
  };
  const stores: Stores = {
    ...env.stores,
    facts: { load },
    nudges: {
      ...nudges,
      since: (day) => once(`answers ${day}`, () => nudges.since(day)),
      exemptions: (on) => once(`exemptions ${on}`, () => nudges.exemptions(on)),
    },
    recipients: { on: (day) => once(`recipients ${day}`, () => recipients.on(day)) },
  };
  return { ...env, stores, workCalendar: () => once("calendar", env.workCalendar) };
}

const only = <T>(all: ReadonlyMap<string, T>, codes: readonly string[]): ReadonlyMap<string, T> =>
  new Map([...all].filter(([code]) => codes.includes(code)));
