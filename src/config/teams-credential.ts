import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";

/** What the app proves to Microsoft with that it is this app: exactly one of them. */
export type TeamsCredential =
  | { kind: "secret"; secret: string }
  | { kind: "managed identity"; clientId: string; endpoint: IdentityEndpoint }
  | { kind: "federated"; tokenFile: string }
  | { kind: "certificate"; certificate: string; key: string };

interface IdentityEndpoint {
  url: string;
  version: string;
  headers: Readonly<Record<string, string>>;
}

/** Azure shows the Secret ID, a GUID, beside the secret's value. */
const isSecretId = (secret: string) => z.guid().safeParse(secret).success;

export const credentialKeys = {
  TEAMS_APP_PASSWORD: z
    .string()
    .min(8)
    .refine((secret) => !isSecretId(secret))
    .optional(),
  TEAMS_MANAGED_IDENTITY: z
    .guid()
    .transform((id) => id.toLowerCase())
    .optional(),
  TEAMS_FEDERATED_TOKEN_FILE: z.string().refine(existsSync).optional(),
  TEAMS_CERTIFICATE: z.string().refine(isCertificate).optional(),
  TEAMS_CERTIFICATE_KEY: z.string().refine(isKey).optional(),
  IDENTITY_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  IDENTITY_HEADER: z.string().min(1).optional(),
};

const ONE =
  "and no other of TEAMS_APP_PASSWORD, TEAMS_MANAGED_IDENTITY, TEAMS_FEDERATED_TOKEN_FILE and TEAMS_CERTIFICATE";

export const CREDENTIAL_ALLOWED: Readonly<Record<string, string>> = {
  TEAMS_APP_PASSWORD: `the Value of the client secret (not its Secret ID, which looks like 1b2c3d4e-…), ${ONE}; one of them is needed for Teams`,
  TEAMS_MANAGED_IDENTITY: `the client id of a user-assigned managed identity (a GUID), ${ONE}`,
  TEAMS_FEDERATED_TOKEN_FILE: `a file that holds a token of your identity provider, ${ONE}`,
  TEAMS_CERTIFICATE: `a PEM file with the certificate, beside TEAMS_CERTIFICATE_KEY, ${ONE}`,
  TEAMS_CERTIFICATE_KEY: "a PEM file with the private RSA key of TEAMS_CERTIFICATE",
  IDENTITY_ENDPOINT: "an http or https URL; Azure sets it where it is needed",
  IDENTITY_HEADER: "what Azure sets it to",
};

type Given = Readonly<Record<string, string | undefined>>;

const WAYS = ["TEAMS_APP_PASSWORD", "TEAMS_MANAGED_IDENTITY", "TEAMS_FEDERATED_TOKEN_FILE", "TEAMS_CERTIFICATE"];

/** None, or more than one; a certificate without its key, or with another one's. */
export function wrongCredentialKeys(given: Given): string[] {
  const ways = WAYS.filter((key) => given[key] !== undefined);
  const { TEAMS_CERTIFICATE: certificate, TEAMS_CERTIFICATE_KEY: key } = given;
  return [
    ...(ways.length === 0 ? ["TEAMS_APP_PASSWORD"] : ways.length > 1 ? ways : []),
    ...((certificate === undefined) !== (key === undefined) ? ["TEAMS_CERTIFICATE_KEY"] : []),
    ...(certificate !== undefined && key !== undefined && !belong(certificate, key) ? ["TEAMS_CERTIFICATE_KEY"] : []),
  ];
}

type Values = z.output<z.ZodObject<typeof credentialKeys>>;

export function readCredential(values: Values): TeamsCredential | undefined {
  const { TEAMS_APP_PASSWORD: secret, TEAMS_MANAGED_IDENTITY: clientId } = values;
  const { TEAMS_FEDERATED_TOKEN_FILE: tokenFile, TEAMS_CERTIFICATE: certificate, TEAMS_CERTIFICATE_KEY: key } = values;
  if (secret !== undefined) return { kind: "secret", secret };
  if (clientId !== undefined) return { kind: "managed identity", clientId, endpoint: endpointOf(values) };
  if (tokenFile !== undefined) return { kind: "federated", tokenFile };
  return certificate === undefined || key === undefined ? undefined : { kind: "certificate", certificate, key };
}

/** App Service and Container Apps name an address of their own; every other machine of Azure has this one. */
function endpointOf({ IDENTITY_ENDPOINT: url, IDENTITY_HEADER: header }: Values): IdentityEndpoint {
  if (url !== undefined && header !== undefined)
    return { url, version: "2019-08-01", headers: { "x-identity-header": header } };
  return {
    url: "http://169.254.169.254/metadata/identity/oauth2/token",
    version: "2018-02-01",
    headers: { metadata: "true" },
  };
}

function isCertificate(file: string): boolean {
  return works(() => new X509Certificate(readFileSync(file)));
}

function isKey(file: string): boolean {
  return works(() => createPrivateKey(readFileSync(file)));
}

const belong = (certificate: string, key: string): boolean =>
  !isCertificate(certificate) ||
  !isKey(key) ||
  new X509Certificate(readFileSync(certificate)).checkPrivateKey(createPrivateKey(readFileSync(key)));

function works(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
