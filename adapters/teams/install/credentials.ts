import { AppCredentials, ServiceClientCredentialsFactory } from "botframework-connector";
import type { TeamsSettings } from "../host.ts";
import { isServiceUrl } from "../send/address.ts";
import { ConnectorFault } from "../send/connector.ts";
import { askToken } from "./token.ts";

type SignRequest = AppCredentials["signRequest"];

/** The app's own token, however it proves who it is. */
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
    const { token, seconds } = await askToken(this.#settings, Date.now());
    return { accessToken: token, expiresOn: new Date(Date.now() + seconds * 1000) };
  }
}

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
