import * as z from "zod";
import {
  CREDENTIAL_ALLOWED,
  credentialKeys,
  readCredential,
  type TeamsCredential,
  wrongCredentialKeys,
} from "./teams-credential.ts";

/** What `adapters/teams` is told. */
export interface TeamsConfig {
  appId: string;
  credential: TeamsCredential;
  /** Lower case. */
  tenantId: string;
  openIdMetadataUrl: string;
  tokenIssuer: string;
  /** Where the app gets its own tokens: an OAuth client-credentials endpoint. */
  tokenUrl: string;
  /** Hosts that Teams may be reached at, with their port where there is one; no other ever sees a token. */
  serviceHosts: readonly string[];
}

const PUBLIC_CLOUD = {
  openIdMetadataUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  tokenIssuer: "https://api.botframework.com",
  tokenUrl: (tenant: string) => `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
  serviceHosts: [
    "smba.trafficmanager.net",
    "smba.infra.gcc.teams.microsoft.com",
    "smba.infra.gov.teams.microsoft.us",
    "smba.infra.dod.teams.microsoft.us",
  ],
};

const guid = z.guid().transform((id) => id.toLowerCase());
const url = z.url({ protocol: /^https?$/ });

/** A host name or address as a URL has it, and nothing else: no wildcard, no path. */
const isHost = (host: string) =>
  /^[a-z\d.:[\]-]+$/.test(host) && URL.canParse(`https://${host}`) && new URL(`http://${host}`).host === host;

export const teamsKeys = {
  ...credentialKeys,
  TEAMS_APP_ID: guid.optional(),
  TEAMS_TENANT_ID: guid.optional(),
  TEAMS_OPENID_METADATA_URL: url.default(PUBLIC_CLOUD.openIdMetadataUrl),
  TEAMS_TOKEN_ISSUER: url.default(PUBLIC_CLOUD.tokenIssuer),
  TEAMS_TOKEN_URL: url.optional(),
  TEAMS_SERVICE_HOSTS: z
    .string()
    .transform((list) => list.split(/[,;\s]+/).filter((host) => host !== ""))
    .pipe(z.array(z.string().refine(isHost)).min(1))
    .default(PUBLIC_CLOUD.serviceHosts),
};

export const TEAMS_ALLOWED: Readonly<Record<string, string>> = {
  TEAMS_APP_ID: "the id of the bot's registration (a GUID), needed for Teams",
  ...CREDENTIAL_ALLOWED,
  TEAMS_TENANT_ID: "the id of the city's own tenant (a GUID), needed for Teams",
  TEAMS_OPENID_METADATA_URL: "an http or https URL",
  TEAMS_TOKEN_ISSUER: "an http or https URL",
  TEAMS_TOKEN_URL: "an http or https URL",
  TEAMS_SERVICE_HOSTS: "exact host names separated by commas, with a port where there is one",
};

const NEEDED = ["TEAMS_APP_ID", "TEAMS_TENANT_ID"];

/** Keys that lack another, or have one too many beside them. What Azure sets by itself asks for nothing. */
export const wrongTeamsKeys = (given: Readonly<Record<string, string | undefined>>): string[] =>
  Object.keys(teamsKeys).some((key) => key.startsWith("TEAMS_") && given[key] !== undefined)
    ? [...NEEDED.filter((key) => given[key] === undefined), ...wrongCredentialKeys(given)]
    : [];

type Values = z.output<z.ZodObject<typeof teamsKeys>>;

export function readTeams(values: Values): TeamsConfig | undefined {
  const { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId } = values;
  const credential = readCredential(values);
  if (appId === undefined || credential === undefined || tenantId === undefined) return undefined;
  return {
    appId,
    credential,
    tenantId,
    openIdMetadataUrl: values.TEAMS_OPENID_METADATA_URL,
    tokenIssuer: values.TEAMS_TOKEN_ISSUER,
    tokenUrl: values.TEAMS_TOKEN_URL ?? PUBLIC_CLOUD.tokenUrl(tenantId),
    serviceHosts: values.TEAMS_SERVICE_HOSTS,
  };
}
