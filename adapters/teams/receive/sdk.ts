import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import {
  type ClaimsIdentity,
  type ConnectorClient,
  type ConnectorFactory,
  TeamsConnectorClient,
} from "botframework-connector";
import type { Activity, ConversationParameters } from "botframework-schema";
import type { TeamsSettings } from "../host.ts";
import { TeamsCredentialsFactory } from "../install/credentials.ts";
import {
  type Connector,
  ConnectorFault,
  type Conversation,
  type OutMessage,
  type Reference,
} from "../send/connector.ts";
import { Keys } from "./keys.ts";

// The only home of botbuilder. It is loaded when Teams is configured, and not before.

/** The SDK waits for ever unless told otherwise. */
const PATIENCE_MS = 10_000;

export class SdkConnector extends CloudAdapter implements Connector {
  readonly #settings: TeamsSettings;
  readonly #credentials: TeamsCredentialsFactory;
  readonly #keys: Keys;

  constructor(settings: TeamsSettings) {
    const credentials = new TeamsCredentialsFactory(settings);
    super(new Authentication(settings, credentials));
    this.#settings = settings;
    this.#credentials = credentials;
    this.#keys = new Keys(settings);
  }

  async verify(activity: { channelId: string; serviceUrl: string }, authorization: string): Promise<void> {
    await this.#keys.check(authorization.replace(/^Bearer /, ""));
    await within(this.botFrameworkAuthentication.authenticateRequest(activity as Activity, authorization), PATIENCE_MS);
  }

  async within<T>(reference: Reference, work: (conversation: Conversation) => Promise<T>): Promise<T> {
    const { conversations } = await this.#client(reference.serviceUrl);
    const { id } = reference.conversation;
    // Threads are no rooms of their own: who is in one is asked of its channel.
    const [room = id] = id.split(";");
    return work({
      send: async (message) => {
        const sent = await conversations.sendToConversation(id, toActivity(message, reference)).catch(raise);
        return sent.id ?? "";
      },
      update: async (one, message) => {
        await conversations.updateActivity(id, one, { ...toActivity(message, reference), id: one }).catch(raise);
      },
      member: (userId) => conversations.getConversationMember(room, userId).catch(raise),
      members: () => membersOf(conversations, room),
      channels: () => this.#channels(reference),
    });
  }

  async open(serviceUrl: string, userId: string): Promise<Reference> {
    const { appId, tenantId } = this.#settings;
    const { conversations } = await this.#client(serviceUrl);
    const bot = { id: `28:${appId}`, name: "" };
    const members = [{ id: userId, name: "" }];
    const tenant = { tenantId, channelData: { tenant: { id: tenantId } } };
    const parameters = { isGroup: false, bot, members, ...tenant } as ConversationParameters;
    const { id } = await conversations.createConversation(parameters).catch(raise);
    if (!id) throw new ConnectorFault(undefined, "no_conversation");
    const conversation = { id, tenantId, conversationType: "personal" };
    return { channelId: "msteams", serviceUrl, conversation, bot, user: { id: userId, aadObjectId: userId } };
  }

  async token(): Promise<void> {
    await this.#credentials.credentials.getToken();
  }

  keys(): Promise<void> {
    return this.#keys.read();
  }

  async #channels({ serviceUrl, team = "" }: Reference): Promise<unknown[]> {
    const client = new TeamsConnectorClient(this.#credentials.credentials, { baseUri: serviceUrl });
    const { conversations = [] } = await once(client).teams.fetchChannelList(team).catch(raise);
    return conversations;
  }

  #client(serviceUrl: string): Promise<ConnectorClient> {
    const claims = this.createClaimsIdentity(this.#settings.appId);
    return this.botFrameworkAuthentication.createConnectorFactory(claims).create(serviceUrl);
  }
}

const PAGE = 200;
type PageOf = { pageSize: number; continuationToken: string };

async function* membersOf(conversations: ConnectorClient["conversations"], room: string): AsyncIterable<unknown[]> {
  let next: string | undefined;
  do {
    // The SDK's types want a token also for the first page, which has none.
    const from = { pageSize: PAGE, ...(next === undefined ? {} : { continuationToken: next }) } as PageOf;
    const page = await conversations.getConversationPagedMembers(room, from).catch(raise);
    yield page.members ?? [];
    next = page.continuationToken || undefined;
  } while (next !== undefined);
}

const toActivity = (message: OutMessage, { bot, conversation }: Reference): Partial<Activity> =>
  ({ type: "message", from: bot, conversation, ...message }) as object;

/** Every key is set: with one missing the SDK takes the public cloud's, and refuses everything. */
class Authentication extends ConfigurationBotFrameworkAuthentication {
  constructor(settings: TeamsSettings, credentials: TeamsCredentialsFactory) {
    const { appId, tenantId, openIdMetadataUrl, tokenIssuer, tokenUrl } = settings;
    super(
      {
        MicrosoftAppId: appId,
        MicrosoftAppType: "SingleTenant",
        MicrosoftAppTenantId: tenantId,
        // The credentials below are used instead; a key that is missing would refuse everything.
        MicrosoftAppPassword: "",
        ValidateAuthority: true,
        ToChannelFromBotLoginUrl: tokenUrl,
        ToChannelFromBotOAuthScope: tokenIssuer,
        ToBotFromChannelTokenIssuer: tokenIssuer,
        OAuthUrl: tokenIssuer,
        ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
        ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
        CallerId: "",
      },
      credentials,
    );
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    const factory = super.createConnectorFactory(identity);
    const create: ConnectorFactory["create"] = async (serviceUrl) => once(await factory.create(serviceUrl));
    return { create };
  }
}

interface Pipeline {
  removePolicy(named: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(request: { timeout: number }, next: (request: object) => Promise<unknown>): Promise<unknown>;
  }): void;
}

/**
 * Left to itself the SDK tries a failed call three more times, which posts a message twice, and follows redirects. What must
 * arrive is a delivery: here each call is made once.
 */
function once<Client extends object>(client: Client): Client {
  const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client;
  for (const name of ["defaultRetryPolicy", "redirectPolicy"]) pipeline.removePolicy({ name });
  pipeline.addPolicy({
    name: "patience",
    sendRequest: (request, next) => {
      request.timeout = PATIENCE_MS;
      return next(request);
    },
  });
  return client;
}

function raise(error: unknown): never {
  if (error instanceof ConnectorFault) throw error;
  const { statusCode, code, response } = error as { statusCode?: number; code?: unknown; response?: Answered };
  const named = response?.parsedBody?.error?.code ?? code;
  const waits = Number(response?.headers?.get("retry-after"));
  throw new ConnectorFault(
    statusCode,
    typeof named === "string" ? named : "unknown",
    waits > 0 ? waits * 1000 : undefined,
  );
}

interface Answered {
  headers?: { get(name: string): string | undefined };
  parsedBody?: { error?: { code?: unknown } };
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ConnectorFault(undefined, "keys_silent")), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
