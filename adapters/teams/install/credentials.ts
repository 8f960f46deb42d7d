import { AppCredentials, ServiceClientCredentialsFactory } from "botframework-connector";
import * as z from "zod";
import type { TeamsSettings } from "../host.ts";
import { isServiceUrl } from "../send/address.ts";
import { ConnectorFault, TokenRefused } from "../send/connector.ts";

type SignRequest = AppCredentials["signRequest"];

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const tokenRefusal = z.object({ error: z.string().max(100) });

/** The app's own token, from an OAuth client-credentials endpoint. */
class TeamsCredentials extends AppCredentials {
  readonly #settings: TeamsSettings;

  constructor(settings: TeamsSettings) {
    super(settings.appId, settings.tenantId, settings.tokenIssuer);
    this.#settings = settings;
  }

  /** The last gate before the wire: whatever asked for it, a token goes to Teams' own hosts only. */
  override async signRequest(request: Parameters<SignRequest>[0]): ReturnType<SignRequest> {
    if (!isServiceUrl(request.url, this.#settings)) throw new ConnectorFault(undefined, "host_not_allowed");
    return super.signRequest(request);
  }

  protected async refreshToken() {
    const { appId, appPassword, tokenIssuer, tokenUrl } = this.#settings;
    const answer = await fetch(tokenUrl, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: appId,
        client_secret: appPassword,
        scope: `${tokenIssuer}/.default`,
      }),
      redirect: "error",
      signal: AbortSignal.timeout(10_000),
    }).catch(() => {
      throw new ConnectorFault(undefined, "token_endpoint_silent");
    });
    const body: unknown = await answer.json().catch(() => undefined);
    const token = tokenAnswer.safeParse(body).data;
    if (!token) throw refusalOf(answer.status, tokenRefusal.safeParse(body).data?.error ?? "no_token");
    return { accessToken: token.access_token, expiresOn: new Date(Date.now() + token.expires_in * 1000) };
  }
}

/** A 5xx says nothing about the app. */
const refusalOf = (status: number, code: string) =>
  status < 500 ? new TokenRefused(status, code) : new ConnectorFault(undefined, "token_endpoint_silent");

/** One app and no other; never "no authentication", which is what the SDK makes of an empty app id. */
export class TeamsCredentialsFactory extends ServiceClientCredentialsFactory {
  readonly credentials: TeamsCredentials;
  readonly #appId: string;

  constructor(settings: TeamsSettings) {
    super();
    this.#appId = settings.appId;
    this.credentials = new TeamsCredentials(settings);
  }

  async isValidAppId(appId: string): Promise<boolean> {
    return appId !== "" && appId === this.#appId;
  }

  async isAuthenticationDisabled(): Promise<boolean> {
    return false;
  }

  async createCredentials(): Promise<TeamsCredentials> {
    return this.credentials;
  }
}
