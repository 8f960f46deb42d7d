import { existsSync } from "node:fs";
import * as z from "zod";
import { Refusal } from "../core/request/errors.ts";
import { projectFile } from "../root.ts";
import { readSlack, SLACK_ALLOWED, type SlackConfig, slackKeys, wrongSlackKeys } from "./slack.ts";
import { readTeams, TEAMS_ALLOWED, type TeamsConfig, teamsKeys, wrongTeamsKeys } from "./teams.ts";

/** Who may see `/readyz` and `/metrics`, and where. */
export interface OpsConfig {
  /** A port of their own; undefined: the common one. */
  port: number | undefined;
  token: string | undefined;
}

/** Everything the process is told from outside, read once. */
export interface Config {
  port: number;
  host: string;
  publicUrl: string | undefined;
  /** The city's identity provider, by which people sign in to the pages; links in chat do it where there is none. */
  oidc: { issuer: string; clientId: string; clientSecret: string } | undefined;
  ops: OpsConfig;
  database: { url: string; migrationUrl: string | undefined; connections?: number } | { dataDir: string };
  /** A bundled plan's name, or the path of a plan file. */
  plan: string;
  demo: boolean;
  playground: boolean;
  /** Undefined when Slack is off. */
  slack: SlackConfig | undefined;
  /** Undefined when Teams is off. */
  teams: TeamsConfig | undefined;
  /** What a directory signs in with at /scim/v2; empty while that is off. */
  scimTokens: readonly string[];
  adminEmails: readonly string[];
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

const postgresUrl = z
  .string()
  .regex(/^postgres(?:ql)?:\/\//, "must be a URL like postgres://user:password@host:5432/name");
const onOff = z.enum(["on", "off"]);

const port = z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(0).max(65_535));

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPS_PORT: port.optional(),
  OPS_TOKEN: z.string().min(16).optional(),
  DATABASE_URL: postgresUrl.optional(),
  MIGRATION_DATABASE_URL: postgresUrl.optional(),
  DATABASE_POOL: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(200)).default(10),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  PLAN: z.string().min(1).optional(),
  DEMO: onOff.optional(),
  PLAYGROUND: onOff.optional(),
  ADMIN_EMAILS: z
    .string()
    .transform((list) => list.split(/[,;\s]+/).filter((email) => email !== ""))
    .pipe(z.array(z.email()))
    .default([]),
  SCIM_TOKENS: z
    .string()
    .transform((list) => list.split(",").map((token) => token.trim()))
    .pipe(
      z
        .array(z.string().regex(/^\S{32,}$/))
        .min(1)
        .max(2),
    )
    .default([]),
  ...slackKeys,
  ...teamsKeys,
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

const ALLOWED: Readonly<Record<string, string>> = {
  PORT: "a port number from 0 to 65535",
  HOST: "an address to listen on, like 127.0.0.1",
  PUBLIC_URL: "an http or https URL",
  OPS_PORT: "a port number from 0 to 65535, and not PORT's",
  OPS_TOKEN: "16 characters or more",
  DATABASE_URL: "a URL like postgres://user:password@host:5432/name",
  MIGRATION_DATABASE_URL: "a URL like postgres://user:password@host:5432/name, beside DATABASE_URL",
  DATABASE_POOL: "how many connections one process may open, from 1 to 200",
  OIDC_ISSUER: "an https URL of one tenant (not common or organizations), beside OIDC_CLIENT_ID and OIDC_CLIENT_SECRET",
  OIDC_CLIENT_ID: "the client's id, beside OIDC_ISSUER and OIDC_CLIENT_SECRET",
  OIDC_CLIENT_SECRET: "the client's secret, beside OIDC_ISSUER and OIDC_CLIENT_ID",
  DATA_DIR: "a directory",
  PLAN: "the name of a bundled plan, or the path of a plan file; needed with DATABASE_URL",
  DEMO: "on or off",
  PLAYGROUND: "on or off; on only with a HOST of this machine",
  SCIM_TOKENS: "one or two tokens of 32 characters or more, separated by a comma",
  ...SLACK_ALLOWED,
  ...TEAMS_ALLOWED,
  ADMIN_EMAILS: "e-mail addresses separated by commas",
  LOG_LEVEL: "fatal, error, warn, info, debug, trace or silent",
};

/** Every key that is read. */
export const SETTINGS: readonly string[] = Object.keys(ALLOWED);

/** Secrets stay secret, also in the error that says a value is wrong. */
const SECRET = /URL$|SECRET|TOKEN|PASSWORD|KEY/;
const PUBLIC = new Set(["PUBLIC_URL"]);

type Given = Record<string, string>;

/** Reads the environment. Throws a Refusal that names every wrong key at once, its value and what is allowed. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given: Given = Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (key in ALLOWED && value ? [[key, value]] : [])),
  );
  const read = schema.safeParse(given);
  const wrong = new Set(read.success ? [] : read.error.issues.map((issue) => String(issue.path[0])));
  for (const key of [
    ...wrongTogether(given),
    ...wrongOidcKeys(given),
    ...wrongSlackKeys(given),
    ...wrongTeamsKeys(given),
  ])
    wrong.add(key);
  if (read.success && wrong.size === 0) return toConfig(read.data);
  const words = [...wrong].sort().map((key) => describe(key, given[key]));
  throw new Refusal(words.join("\n"));
}

/** Also where the rest of the environment is wrong. */
export const isDebugging = (env: Record<string, string | undefined> = process.env): boolean =>
  env.LOG_LEVEL === "debug";

/** Keys that are wrong because of another one, or because of what is not there. */
function wrongTogether({
  DATABASE_URL,
  MIGRATION_DATABASE_URL,
  PLAN,
  PLAYGROUND,
  OPS_PORT,
  PORT = "3000",
  HOST = "127.0.0.1",
}: Given): string[] {
  const checks: [string, boolean][] = [
    ["PLAN", PLAN === undefined ? DATABASE_URL !== undefined : !isPlan(PLAN)],
    ["OPS_PORT", OPS_PORT !== undefined && OPS_PORT !== "0" && OPS_PORT === PORT],
    ["MIGRATION_DATABASE_URL", MIGRATION_DATABASE_URL !== undefined && DATABASE_URL === undefined],
    ["PLAYGROUND", PLAYGROUND === "on" && !isLoopback(HOST)],
  ];
  return checks.flatMap(([key, isWrong]) => (isWrong ? [key] : []));
}

/** Microsoft's issuers for the accounts of any tenant: who signs in must be of the city's. */
const EVERY_TENANT = /^https:\/\/login\.microsoftonline\.[a-z]+\/(?:common|organizations|consumers)(?:\/|$)/i;

/** All three or none; over http only on this machine, where a test's provider is. */
function wrongOidcKeys(given: Given): string[] {
  const keys = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"];
  const missing = keys.filter((key) => given[key] === undefined);
  const { OIDC_ISSUER: issuer } = given;
  const open = issuer?.startsWith("http:") && !/^http:\/\/(?:localhost|127\.|\[::1\])/.test(issuer);
  const anybodys = issuer !== undefined && EVERY_TENANT.test(issuer);
  return [...(missing.length === keys.length ? [] : missing), ...(open || anybodys ? ["OIDC_ISSUER"] : [])];
}

const isPlan = (named: string) =>
  existsSync(named) ||
  (/^[a-z][a-z0-9-]*$/.test(named) && existsSync(projectFile("src", "plan", "cities", `${named}.yaml`)));

function describe(key: string, value: string | undefined): string {
  const secret = SECRET.test(key) && !PUBLIC.has(key);
  const shown = value === undefined ? "not set" : secret ? "set to something else" : `"${value}"`;
  return `${key} is ${shown}: it must be ${ALLOWED[key]}.`;
}

function toConfig(values: z.output<typeof schema>): Config {
  const embedded = values.DATABASE_URL === undefined;
  const slack = readSlack(values);
  const teams = readTeams(values);
  const chat = slack !== undefined || teams !== undefined;
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL,
    oidc: oidcOf(values),
    ops: { port: values.OPS_PORT, token: values.OPS_TOKEN },
    database:
      values.DATABASE_URL === undefined
        ? { dataDir: values.DATA_DIR }
        : { url: values.DATABASE_URL, migrationUrl: values.MIGRATION_DATABASE_URL, connections: values.DATABASE_POOL },
    plan: values.PLAN ?? "milwaukee",
    demo: values.DEMO === undefined ? embedded : values.DEMO === "on",
    playground: values.PLAYGROUND === undefined ? !chat && isLoopback(values.HOST) : values.PLAYGROUND === "on",
    slack,
    teams,
    scimTokens: values.SCIM_TOKENS,
    adminEmails: values.ADMIN_EMAILS,
    logLevel: values.LOG_LEVEL,
  };
}

function oidcOf({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
}: z.output<typeof schema>) {
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { issuer, clientId, clientSecret };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
