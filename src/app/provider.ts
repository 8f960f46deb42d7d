import * as oidc from "openid-client";
import type { Provider } from "../../adapters/web/pages/index.ts";
import type { Config } from "../config/config.ts";

/** Signing in by the city's identity provider: code flow with PKCE, state and nonce; people are known by tenant and object id. */
export function providerOf(
  settings: NonNullable<Config["oidc"]>,
  tenant: string | undefined,
  base: () => string,
): Provider {
  let known: Promise<oidc.Configuration> | undefined;
  const configuration = () => {
    known ??= discover(settings).catch((error: unknown) => {
      // Nobody is signed out of the next attempt by a provider that was away for a moment.
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    begin: async () => {
      const verifier = oidc.randomPKCECodeVerifier();
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
      const href = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: new URL("/in/back", base()).href,
        scope: "openid profile",
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      }).href;
      return { href, memory: JSON.stringify([verifier, state, nonce]) };
    },
    finish: async (url, memory) => {
      const [pkceCodeVerifier, expectedState, expectedNonce] = JSON.parse(memory) as string[];
      const tokens = await oidc.authorizationCodeGrant(await configuration(), url, {
        pkceCodeVerifier: pkceCodeVerifier ?? "",
        expectedState: expectedState ?? "",
        expectedNonce: expectedNonce ?? "",
        idTokenExpected: true,
      });
      const claims: Record<string, unknown> = tokens.claims() ?? {};
      const { tid, oid } = claims;
      if (typeof tid !== "string" || typeof oid !== "string")
        throw new Error("the identity token names no tid and oid");
      // Ids that came with a list of people have no tenant of their own: they are of the one that Teams is in.
      if (tenant !== undefined && tid.toLowerCase() !== tenant)
        throw new Error("the identity token is of another tenant than TEAMS_TENANT_ID");
      return { tenant: tid.toLowerCase(), userId: oid };
    },
  };
}

function discover({ issuer, clientId, clientSecret }: NonNullable<Config["oidc"]>): Promise<oidc.Configuration> {
  // The signature is checked though the token comes straight from the provider; over http only on this machine.
  const execute = [
    oidc.enableNonRepudiationChecks,
    ...(issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : []),
  ];
  return oidc.discovery(new URL(issuer), clientId, undefined, oidc.ClientSecretPost(clientSecret), { execute });
}
