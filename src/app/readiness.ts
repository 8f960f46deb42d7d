import { dateAt } from "../core/calendar/calendar.ts";
import type { Stores } from "../core/command/stores.ts";
import type { IsoDate } from "../core/places/city.ts";
import { anchorOf } from "../core/records/audit.ts";
import { DatabaseDown, Refusal } from "../core/request/errors.ts";
import type { Plan } from "../domain/plan/plan.ts";
import type { Readiness } from "./ops.ts";
import type { Parts } from "./parts.ts";
import { TOO_FEW, troubleIn } from "./troubles.ts";

/** Whether requests can be answered, each part in words. `prepared` says whether the database was brought up to date. */
export async function readinessOf(
  { config, plan, stores, database: own, clock, troubles }: Parts,
  prepared: boolean,
  chats: { slack: string | undefined; teams: string | undefined },
): Promise<Readiness> {
  const today = dateAt(clock(), plan.city);
  const migrated = async () => {
    if (!(await stores.deployment.migrated()))
      throw new Refusal("not all applied yet: run `npm run equity -- migrate`");
    if (!prepared) throw new Refusal("the database is being prepared");
  };
  // Side by side, so that whatever hangs makes nobody wait for longer than one of them.
  const [database, migrations, audit, template, officers, administrators] = await Promise.all([
    inWords(() => stores.deployment.ping()).then((words) =>
      words === OK ? (troubles.words() ?? OK) : own.connections?.().short ? TOO_FEW : words,
    ),
    inWords(migrated),
    inTime(auditWords(stores)),
    templateWords(stores, plan),
    officerWords(stores, today),
    config.adminEmails.length > 0 ? adminWords(stores) : undefined,
  ]);
  const configured = Object.fromEntries(
    Object.entries(chats).flatMap(([name, words]) => (words === undefined ? [] : [[name, words]])),
  );
  const checks = {
    plan: `ok: ${plan.city.name} (${plan.id})`,
    database,
    migrations,
    audit,
    template,
    adapters: config.playground ? "ok: playground" : Object.keys(configured).length === 0 ? "none is configured" : "ok",
    ...configured,
    officers,
    ...(administrators === undefined ? {} : { administrators }),
  };
  return {
    ready: [database, migrations, ...Object.values(configured)].every((words) => words.startsWith(OK)),
    checks,
  };
}

const OK = "ok";

/** Whoever asks gives up after two seconds, or thinks the process dead. */
const PATIENCE_MS = 1_500;
const SILENT = `does not answer within ${PATIENCE_MS / 1000} seconds`;

function inTime(words: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, `the database ${SILENT}`);
  });
  return Promise.race([words, late]).finally(() => clearTimeout(timer));
}

const inWords = (check: () => Promise<void>): Promise<string> =>
  inTime(
    check().then(
      () => OK,
      (error: unknown) => databaseWords(error),
    ),
  );

function databaseWords(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const known = troubleIn(error);
  if (known !== undefined) return known;
  return error instanceof DatabaseDown ? "the database cannot be reached" : "the database answered with an error";
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
    const [{ officers }, waiting] = await Promise.all([stores.recipients.on(today), stores.staff.officersToConfirm()]);
    const alone = waiting.filter(({ inEffect }) => inEffect).length;
    if (alone > 0) throw new Refusal(`${alone} made officer with nobody there to confirm it: ${CONFIRM}`);
    if (officers.length > 0) return;
    throw new Refusal(
      "nobody on record is an equity officer: the digest, and nudges of departments without leads, go to nobody. An administrator names one with `admin person`",
    );
  });

const CONFIRM = "an equity officer or a second administrator confirms it with `admin role confirm`";

const adminWords = (stores: Stores) =>
  inWords(async () => {
    if (await stores.people.hasAdmin()) return;
    throw new Refusal("nobody on record is administrator: ADMIN_EMAILS is in use");
  });
