import * as z from "zod";
import type { TeamsSettings } from "../host.ts";
import { isServiceUrl } from "../send/address.ts";
import type { Connector } from "../send/connector.ts";
import { type Envelope, envelope, type Shape, shapeOf, tenantsIn } from "./payload.ts";

/** Larger bodies are refused before they are read to the end. */
export const LARGEST_BODY = 256 * 1024;

export interface Incoming {
  authorization: string | undefined;
  body: Uint8Array;
}

/** Every refusal is bare: whoever is refused learns nothing of why. */
export type Verdict =
  | { pass: true; shape: Exclude<Shape, { state: "malformed" }> }
  | { pass: false; status: 401 | 403 };

const refuse = (status: 401 | 403): Verdict => ({ pass: false, status });

/** Decides whether something comes from Teams, from our own tenant, in a shape we know. Nothing else is looked at by anybody. */
export async function examine(
  { authorization, body }: Incoming,
  settings: TeamsSettings,
  connector: Pick<Connector, "verify">,
): Promise<Verdict> {
  const sent = envelope.safeParse(parse(body)).data;
  if (!sent || authorization === undefined) return refuse(401);
  if (!isServiceUrl(sent.serviceUrl, settings)) return refuse(403);
  if (!(await isGenuine(sent, authorization, settings, connector))) return refuse(401);
  if (!isOurTenant(sent, settings)) return refuse(403);
  const shape = shapeOf(sent);
  return shape.state === "malformed" ? refuse(403) : { pass: true, shape };
}

/** "Single tenant" on the bot's registration restricts nobody: only this does. */
function isOurTenant(sent: Envelope, { tenantId }: TeamsSettings): boolean {
  const named = tenantsIn(sent);
  return named.length > 0 && named.every((one) => typeof one === "string" && one.toLowerCase() === tenantId);
}

async function isGenuine(
  sent: Envelope,
  authorization: string,
  settings: TeamsSettings,
  connector: Pick<Connector, "verify">,
): Promise<boolean> {
  if (!claimsToBeGenuine(sent, authorization, settings)) return false;
  return connector.verify(sent, authorization).then(
    () => true,
    () => false,
  );
}

const header = z.looseObject({ alg: z.literal("RS256"), kid: z.string() });

/**
 * What a token says of itself, before its signature is looked at. Beside Teams' own tokens the SDK takes an emulator's and other
 * bots', by rules of their own, and remembers every tenant it sees in them: those never reach it.
 */
function claimsToBeGenuine({ serviceUrl }: Envelope, authorization: string, { appId, tokenIssuer }: TeamsSettings) {
  const [, head = "", body = ""] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization) ?? [];
  const claims = z.looseObject({
    iss: z.literal(tokenIssuer),
    aud: z.literal(appId),
    serviceurl: z.literal(serviceUrl),
    exp: z.number(),
  });
  return header.safeParse(decode(head)).success && claims.safeParse(decode(body)).success;
}

const decode = (part: string): unknown => parse(Buffer.from(part, "base64url"));

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
