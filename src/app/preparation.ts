import { dateAt } from "../core/calendar/calendar.ts";
import type { Stores } from "../core/command/stores.ts";
import { DatabaseDown, Refusal } from "../core/request/errors.ts";
import { loadSample } from "../demo/demo.ts";
import { hasSample } from "../demo/setting.ts";
import type { Plan } from "../domain/plan/plan.ts";
import type { Parts } from "./parts.ts";

/** Brings the database to this version, binds it to the plan, and loads the sample city where it belongs. */
export async function prepareDatabase(parts: Parts): Promise<void> {
  const { config, plan, stores, database, forgetCatalog } = parts;
  await database.migrate();
  await bindPlan(stores, plan);
  const deployment = await stores.deployment.get();
  const fresh = !deployment?.demoOff && !deployment?.sample && (await stores.deployment.isEmpty());
  if (config.demo && hasSample(plan.city) && fresh) await loadDemo(parts);
  await refusePlayground(parts);
  forgetCatalog();
}

/** In the playground anybody may be anybody: never on the records of a city that uses Slack or Teams. */
async function refusePlayground({ config, stores }: Parts): Promise<void> {
  const chat = config.slack ? "Slack" : "Teams";
  if (!config.playground || !(config.slack || config.teams) || (await stores.deployment.get())?.sample) return;
  throw new Refusal(`PLAYGROUND is on beside ${chat}, and the database holds no sample data: set PLAYGROUND to off.`);
}

/** Each bundled plan has a sample city: people of that plan's departments. */
export async function loadDemo({ stores, plan, clock, forgetCatalog }: Parts): Promise<void> {
  if (!hasSample(plan.city))
    throw new Refusal(
      `There is no sample city for the plan "${plan.id}". Start one of the bundled plans: milwaukee, portland or anchorage.`,
    );
  const { city, measures } = plan;
  await loadSample(stores, { today: dateAt(clock(), city), city, measures });
  forgetCatalog();
}

/** A database belongs to one plan for good: another city's plan would change the meaning of what is on record. */
async function bindPlan(stores: Stores, plan: Plan): Promise<void> {
  await stores.deployment.bind(plan.id, plan.departments);
  const bound = await stores.deployment.get();
  if (!bound || bound.plan === plan.id) return;
  throw new Refusal(
    `This database belongs to the plan "${bound.plan}"; PLAN is "${plan.id}". Use another database, or set PLAN to ${bound.plan}.`,
  );
}

/** Empties the database, which takes its departments from the plan again. */
export async function resetDatabase({ stores, plan, forgetCatalog }: Parts): Promise<void> {
  await stores.deployment.reset();
  await stores.deployment.bind(plan.id, plan.departments);
  forgetCatalog();
}

export interface Attempts {
  /** Resolves when prepared; rejects on an error that waiting does not mend. */
  done: Promise<void>;
  /** Resolves at the first attempt that found no database. */
  waiting: Promise<void>;
  giveUp(): void;
}

/** The server is there and takes nobody by this name, with this password, or for this database: waiting does not mend that. */
const REFUSED: ReadonlySet<unknown> = new Set(["28P01", "28000", "3D000"]);

function isRefused(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return REFUSED.has(code) || (cause !== undefined && isRefused(cause));
}

/** Prepares again every second while the database cannot be reached. */
export function keepTrying(prepare: () => Promise<void>, onWait: (error: unknown) => void): Attempts {
  let givenUp = false;
  let tellWaiting = () => {};
  const waiting = new Promise<void>((resolve) => {
    tellWaiting = resolve;
  });
  const attempt = async (): Promise<void> => {
    try {
      await prepare();
    } catch (error) {
      if (!(error instanceof DatabaseDown) || isRefused(error)) throw error;
      onWait(error);
      tellWaiting();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (!givenUp) await attempt();
    }
  };
  return {
    done: attempt(),
    waiting,
    giveUp: () => {
      givenUp = true;
    },
  };
}
