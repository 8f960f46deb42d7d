import type { TeamsTown } from "./teams-town.ts";
import { type Claims, signed, signedByHmac, signedByStranger, unsignedToken } from "./tokens.ts";

/** Something that is not from Teams, or not for us, and the status it must be answered with. */
export interface Forgery {
  name: string;
  body: unknown;
  /** The Authorization header; undefined for none. */
  authorization: string | undefined;
  status: 401 | 403;
}

const HOUR = 3_600;
/** The SDK allows clocks five minutes. */
const SKEW = 310;

/** Every way we know of to get past the check of a token. */
export function forgeriesOf(teams: TeamsTown): Forgery[] {
  const real = teams.activity("ana.torres", { text: "12 people took Anti-Racism 101 yesterday" });
  const claims = teams.claims();
  const now = Math.floor(Date.now() / 1000);
  const token = signed(claims);
  const claiming = (more: Claims) => `Bearer ${signed({ ...claims, ...more })}`;
  const without = (name: string) => claiming({ [name]: undefined });
  const flipped = (at: number) => token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
  const tokens: [string, string | undefined][] = [
    ["no token", undefined],
    ["an empty header", ""],
    ["no token after Bearer", "Bearer "],
    ["a token without Bearer", token],
    ["Basic", `Basic ${token}`],
    ["two tokens", `Bearer ${token} ${token}`],
    ["no JWT", "Bearer abc"],
    ["half a JWT", `Bearer ${token.split(".").slice(0, 2).join(".")}`],
    ["another audience", claiming({ aud: "1b2c3d4e-0000-4000-8000-000000000000" })],
    ["an empty audience", claiming({ aud: "" })],
    ["no audience", without("aud")],
    ["a list of audiences", claiming({ aud: [claims.aud] as never })],
    ["another issuer", claiming({ iss: "https://evil.example" })],
    ["an issuer that only begins alike", claiming({ iss: `${claims.iss}.evil.example` })],
    ["no issuer", without("iss")],
    [
      "the emulator's issuer",
      claiming({
        iss: `https://sts.windows.net/${teams.tenantId}/`,
        tid: teams.tenantId,
        appid: teams.appId,
        ver: "1.0",
      }),
    ],
    [
      "another bot's claims",
      claiming({
        iss: `https://login.microsoftonline.com/${teams.tenantId}/v2.0`,
        ver: "2.0",
        azp: "x",
        tid: teams.tenantId,
      }),
    ],
    ["expired", claiming({ exp: now - SKEW })],
    ["expired for a day", claiming({ exp: now - 24 * HOUR })],
    ["no expiry", without("exp")],
    ["not valid yet", claiming({ nbf: now + HOUR })],
    ["another key", `Bearer ${signedByStranger(claims)}`],
    ["a key nobody publishes", `Bearer ${signed(claims, { kid: "unknown" })}`],
    ["no key id", `Bearer ${signed(claims, { kid: undefined })}`],
    ["algorithm none", `Bearer ${unsignedToken(claims)}`],
    ["algorithm none with a signature", `Bearer ${unsignedToken(claims)}AAAA`],
    ["algorithm HS256, by the public key", `Bearer ${signedByHmac(claims)}`],
    ["algorithm RS256 spelt otherwise", `Bearer ${signed(claims, { alg: "rs256" })}`],
    ["a tampered header", `Bearer ${flipped(8)}`],
    ["tampered claims", `Bearer ${flipped(Math.floor(token.length / 2))}`],
    ["a tampered signature", `Bearer ${flipped(token.length - 20)}`],
    ["claims of another service", claiming({ serviceurl: "https://smba.trafficmanager.net/emea/" })],
    ["no service in its claims", without("serviceurl")],
  ];
  const bodies: [string, unknown, 401 | 403][] = [
    ["no serviceUrl", { ...real, serviceUrl: undefined }, 401],
    ["an empty serviceUrl", { ...real, serviceUrl: "" }, 401],
    ["a serviceUrl that is no text", { ...real, serviceUrl: { a: 1 } }, 401],
    ["another channel", { ...real, channelId: "webchat" }, 401],
    ["the emulator's channel", { ...real, channelId: "emulator" }, 401],
    ["no channel", { ...real, channelId: undefined }, 401],
    ["a body that is no JSON", "{", 401],
    ["a body that is null", "null", 401],
    ["no body", "", 401],
    ["another tenant", ofTenant(real, OTHER, OTHER), 403],
    ["another tenant's conversation", ofTenant(real, OTHER, teams.tenantId), 403],
    ["another tenant's channel data", ofTenant(real, teams.tenantId, OTHER), 403],
    ["no tenant", ofTenant(real, undefined, undefined), 403],
    ["a tenant that is no text", ofTenant(real, { a: 1 }, teams.tenantId), 403],
    ["no sender", { ...real, from: undefined }, 403],
    ["a text that is none", { ...real, text: { a: 1 } }, 403],
  ];
  return [
    ...tokens.map(([name, authorization]): Forgery => ({ name, body: real, authorization, status: 401 })),
    ...bodies.map(([name, body, status]): Forgery => ({ name, body, authorization: `Bearer ${token}`, status })),
  ];
}

const OTHER = "0f0e0d0c-1111-4222-8333-444455556666";

const ofTenant = (real: Record<string, unknown>, conversation: unknown, data: unknown) => ({
  ...real,
  conversation: { ...(real.conversation as object), tenantId: conversation },
  channelData: { tenant: { id: data } },
});

/** Addresses that look like Teams' own, or like this test's. */
export const hostileUrls = (host: string): string[] => [
  "https://evil.example/",
  "https://evil.example/smba.trafficmanager.net/",
  "https://smba.trafficmanager.net.evil.example/",
  "https://smba.trafficmanager.net@evil.example/",
  "https://smba.trafficmanager.net:x@evil.example/",
  "https://evil.example/?smba.trafficmanager.net",
  "https://evil.example/#smba.trafficmanager.net",
  "https://evil.example\\smba.trafficmanager.net",
  "https://xsmba.trafficmanager.net/",
  "https://sub.smba.trafficmanager.net/",
  "https://trafficmanager.net/",
  "https://smba-trafficmanager.net/",
  "https://smba.trafficmanager.net./",
  "https://smba.trafficmanager.net:8443/",
  "https://smba.trafficmanager.nеt/",
  "http://smba.trafficmanager.net/",
  `http://evil:evil@${host}/`,
  `http://${host}.evil.example/`,
  `http://${host.split(":")[0]}:1/`,
  `ftp://${host}/`,
  `//${host}/`,
  "javascript:alert(1)",
  "file:///etc/passwd",
  "not an address",
];
