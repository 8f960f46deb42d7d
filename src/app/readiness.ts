import { dateAt } from "../core/calendar/calendar.ts";
import type { Stores } from "../core/command/stores.ts";
import type { IsoDate } from "../core/places/city.ts";
import { anchorOf } from "../core/records/audit.ts";
import { DatabaseDown, Refusal } from "../core/request/errors.ts";
import type { Plan } from "../domain/plan/plan.ts";
import type { Readiness } from "./ops.ts";
import type { Parts } from "./parts.ts";

/** Whether requests can be answered, each part in words. `prepared` says whether the database was brought up to date. */
export async function readinessOf(
  { config, plan, stores, clock }: Parts,
  prepared: boolean,
  chats: { slack: string | undefined; teams: string | undefined },
): Promise<Readiness> {
  const today = dateAt(clock(), plan.city);
  const database = await inWords(() => stores.deployment.ping());
  const migrations = await inWords(async () => {
    if (!(await stores.deployment.migrated()))
      throw new Refusal("not all applied yet: run `npm run equity -- migrate`");
    if (!prepared) throw new Refusal("the database is being prepared");
  });
  const configured = Object.fromEntries(
    Object.entries(chats).flatMap(([name, words]) => (words === undefined ? [] : [[name, words]])),
  );
  const checks = {
    plan: `ok: ${plan.city.name} (${plan.id})`,
    database,
    migrations,
    audit: await auditWords(stores),
    template: await templateWords(stores, plan),
    adapters: config.playground ? "ok: playground" : Object.keys(configured).length === 0 ? "none is configured" : "ok",
    ...configured,
    officers: await officerWords(stores, today),
    ...(config.adminEmails.length > 0 ? { administrators: await adminWords(stores) } : {}),
  };
  return {
    ready: [database, migrations, ...Object.values(configured)].every((words) => words.startsWith(OK)),
    checks,
  };
}

const OK = "ok";

async function inWords(check: () => Promise<void>): Promise<string> {
  try {
    await check();
    return OK;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    return error instanceof DatabaseDown ? "the database cannot be reached" : "the database answered with an error";
  }
}

/** An analysis keeps its template as it was started with; other words under the same number would never be asked. */
const templateWords = (stores: Stores, { city }: Plan) =>
  inWords(async () => {
    const [name] = await stores.analyses.differing(city.template ? [city.template] : []);
    if (name === undefined) return;
    throw new Refusal(`${name} was changed after it was used: raise its version, or its new words are not asked`);
  });

/** The head of the trail: whoever keeps what is said here can tell later whether the trail was made anew. */
async function auditWords({ audit }: Stores): Promise<string> {
  const { head, unsealed } = await audit.state().catch(() => ({ head: undefined, unsealed: undefined }));
  if (unsealed === undefined) return "not known";
  return `${OK}: head ${head ? anchorOf(head) : "none yet"}, ${unsealed.entries} entries not sealed yet`;
}

/** What no lead hears of comes to the officers: without any, it comes to nobody. */
const officerWords = (stores: Stores, today: IsoDate) =>
  inWords(async () => {
    if ((await stores.recipients.on(today)).officers.length > 0) return;
    throw new Refusal(
      "nobody on record is an equity officer: the digest, and nudges of departments without leads, go to nobody. An administrator names one with `admin person`",
    );
  });

const adminWords = (stores: Stores) =>
  inWords(async () => {
    if (await stores.people.hasAdmin()) return;
    throw new Refusal("nobody on record is administrator: ADMIN_EMAILS is in use");
  });
