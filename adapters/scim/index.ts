import { createHash, timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { ScimChange, ScimOutcome, ScimStore, ScimUser } from "../../src/domain/import/scim.ts";
import { ScimError } from "./error.ts";
import { conditionsIn } from "./filter.ts";
import { patchOf } from "./patch.ts";
import { RESOURCE_TYPES, SERVICE_PROVIDER } from "./schemas.ts";
import { EMPTY, etagOf, resourceOf, userIn } from "./user.ts";

/** What the routes need of the process. */
export interface ScimHost {
  /** One or two tokens that are valid side by side. */
  tokens: readonly string[];
  store: ScimStore;
  /** Where `/scim/v2` is reached from outside. */
  base(): string;
  today(): IsoDate;
  writeOn(today: IsoDate): Write;
  /** How to find a department by its name, alias or code. */
  departments(): Promise<ScimChange["departmentOf"]>;
  onFault(error: unknown): void;
}

const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

/** Answers the city's directory (SCIM 2.0, RFC 7644): its users become people here; groups are none. */
export function createScim(host: ScimHost): Hono {
  const app = new Hono().basePath("/scim/v2");
  const hashes = host.tokens.map(hashOf);
  app.use(async (context, next) => {
    if (!isAllowed(context.req.header("Authorization"), hashes)) {
      context.header("WWW-Authenticate", "Bearer");
      return answer(context, 401, problem(401, "The bearer token is not one of SCIM_TOKENS"));
    }
    return next();
  });
  app.use(
    bodyLimit({
      maxSize: 256 << 10,
      onError: (context) => refuse(context, new ScimError(413, "The body is larger than 256 kB")),
    }),
  );
  aboutUs(app);
  aboutUsers(app, host);
  app.all("*", (context) => refuse(context, new ScimError(404, "There is nothing here")));
  app.onError((error, context) => {
    if (error instanceof ScimError) return refuse(context, error);
    host.onFault(error);
    return answer(context, 500, problem(500, "Something broke on our side. Nothing was saved."));
  });
  return app;
}

function aboutUs(app: Hono): void {
  app.get("/ServiceProviderConfig", (context) => answer(context, 200, SERVICE_PROVIDER));
  app.get("/ResourceTypes", (context) => answer(context, 200, listOf(RESOURCE_TYPES, RESOURCE_TYPES.length, 1)));
  app.get("/Schemas", (context) => answer(context, 200, listOf([], 0, 1)));
  app.get("/Groups", (context) => answer(context, 200, listOf([], 0, 1)));
  app.all("/Groups/*", (context) => refuse(context, new ScimError(404, "Groups are not kept here")));
  app.post("/Groups", (context) => refuse(context, new ScimError(501, "Groups are not kept here")));
}

function aboutUsers(app: Hono, host: ScimHost): void {
  app.get("/Users", (context) => list(context, host));
  app.post("/Users", async (context) => {
    const body = await bodyOf(context);
    return save(context, host, { id: undefined, change: () => userIn(body, undefined) });
  });
  app.get("/Users/:id", async (context) => {
    const { found } = await host.store.find([{ field: "id", value: String(idOf(context)) }], { start: 0, count: 1 });
    const [record] = found;
    if (!record) throw missing();
    context.header("ETag", etagOf(record));
    return answer(context, 200, resourceOf(record, host.base()));
  });
  app.put("/Users/:id", async (context) => {
    const body = await bodyOf(context);
    return save(context, host, { id: idOf(context), change: (before) => userIn(body, before) });
  });
  app.patch("/Users/:id", async (context) => {
    const patch = patchOf(await bodyOf(context));
    return save(context, host, { id: idOf(context), change: (before) => patch(before ?? EMPTY) });
  });
  app.delete("/Users/:id", async (context) => {
    const outcome = await host.store.unlink(idOf(context), versionOf(context), host.writeOn(host.today()));
    if (outcome === "unlinked") return context.body(null, 204);
    throw outcome === "stale" ? stale() : missing();
  });
}

const hashOf = (token: string) => createHash("sha256").update(token).digest();

/** Every token is compared, whichever fits: the time says nothing. */
function isAllowed(header: string | undefined, hashes: readonly Buffer[]): boolean {
  const given = hashOf(/^Bearer\s+(\S+)\s*$/i.exec(header ?? "")?.[1] ?? "");
  return hashes.map((hash) => timingSafeEqual(hash, given)).some(Boolean);
}

const answer = (context: Context, status: 200 | 201 | 401 | 500 | ScimError["status"], body: object): Response =>
  context.body(JSON.stringify(body), status, { "Content-Type": "application/scim+json" });

const problem = (status: number, detail: string, scimType?: string) => ({
  schemas: [ERROR],
  status: String(status),
  ...(scimType === undefined ? {} : { scimType }),
  detail,
});

const refuse = (context: Context, { status, message, scimType }: ScimError): Response =>
  answer(context, status, problem(status, message, scimType));

const missing = () => new ScimError(404, "There is no such user");
const stale = () => new ScimError(412, "The user has changed since that version");

const listOf = (resources: readonly object[], total: number, startIndex: number) => ({
  schemas: [LIST],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});

/** Okta asks for pages of 100; a larger page than 200 is not given. */
const MOST = 200;

async function list(context: Context, { store, base }: ScimHost): Promise<Response> {
  const whole = (name: string, otherwise: number) => {
    const said = context.req.query(name);
    return said !== undefined && /^-?\d{1,9}$/.test(said) ? Number(said) : otherwise;
  };
  const startIndex = Math.max(1, whole("startIndex", 1));
  const count = Math.min(MOST, Math.max(0, whole("count", 100)));
  const conditions = conditionsIn(context.req.query("filter"));
  const { total, found } = await store.find(conditions, { start: startIndex - 1, count });
  const resources = found.map((record) => resourceOf(record, base()));
  return answer(context, 200, listOf(resources, total, startIndex));
}

async function bodyOf(context: Context): Promise<unknown> {
  try {
    return JSON.parse(await context.req.text());
  } catch {
    throw new ScimError(400, "The body is not JSON", "invalidSyntax");
  }
}

function idOf(context: Context): number {
  const said = context.req.param("id") ?? "";
  if (!/^\d{1,15}$/.test(said)) throw missing();
  return Number(said);
}

/** `If-Match: W/"3"`. */
function versionOf(context: Context): number | undefined {
  const said = context.req.header("If-Match");
  if (said === undefined || said.trim() === "*") return undefined;
  const version = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(said)?.[1];
  if (version === undefined) throw stale();
  return Number(version);
}

async function save(
  context: Context,
  host: ScimHost,
  asked: { id: number | undefined; change: (user: ScimUser | undefined) => ScimUser },
): Promise<Response> {
  const today = host.today();
  const change = { ...asked, version: versionOf(context), departmentOf: await host.departments() };
  const outcome = await host.store.save(change, today, host.writeOn(today));
  const { record, added } = savedOr(outcome);
  context.header("ETag", etagOf(record));
  if (added) context.header("Location", `${host.base()}/Users/${record.id}`);
  return answer(context, added ? 201 : 200, resourceOf(record, host.base()));
}

function savedOr(outcome: ScimOutcome): Extract<ScimOutcome, { outcome: "saved" }> {
  switch (outcome.outcome) {
    case "saved":
      return outcome;
    case "missing":
      throw missing();
    case "stale":
      throw stale();
    case "taken":
      throw new ScimError(409, outcome.why, "uniqueness");
    case "refused":
      throw new ScimError(400, outcome.why, "mutability");
    default:
      return outcome satisfies never;
  }
}
