// The seam to the SDK: these few words are all the rest of this folder knows of it. `sdk.ts` implements them.

/** Where a conversation is and how it is reached, as Teams said it: kept whole, for a part that is left out is missed later. */
export interface Reference {
  channelId: string;
  serviceUrl: string;
  conversation: { id: string; tenantId?: string | undefined; [more: string]: unknown };
  bot: { id: string; [more: string]: unknown };
  user?: { id: string; [more: string]: unknown } | undefined;
  /** Of a channel: Teams' id of the team it belongs to. */
  team?: string | undefined;
  [more: string]: unknown;
}

/** A message as Teams takes it. */
export interface OutMessage {
  text?: string;
  textFormat?: "plain";
  /** What notifications and screen readers say of a card. */
  summary?: string;
  /** What the person may want to say next: shown below the message until they say something. */
  suggestedActions?: { to: string[]; actions: { type: "imBack"; title: string; value: string }[] };
  attachments?: { contentType: string; content: object; name?: string; contentUrl?: string }[];
}

/** A conversation one can write into. Every method throws a `ConnectorFault`. */
export interface Conversation {
  /** Gives back the message's id. */
  send(message: OutMessage): Promise<string>;
  update(id: string, message: OutMessage): Promise<void>;
  /** Who a member of it is, as Teams says. */
  member(userId: string): Promise<unknown>;
  /** All of them, a page at a time. */
  members(): AsyncIterable<unknown[]>;
  /** The channels of the team it belongs to, as Teams says. */
  channels(): Promise<unknown[]>;
}

export interface Connector {
  /** Throws unless the token is Teams' own, for this app, and for the address the activity is to be answered at. */
  verify(activity: { channelId: string; serviceUrl: string }, authorization: string): Promise<void>;
  within<T>(reference: Reference, work: (conversation: Conversation) => Promise<T>): Promise<T>;
  /** Opens the chat with one person: the same one every time. */
  open(serviceUrl: string, userId: string): Promise<Reference>;
  /** Throws unless Teams gives this app a token. */
  token(): Promise<void>;
  /** Throws a `ConnectorFault` unless the keys can be read by which Teams' tokens are told from forged ones. */
  keys(): Promise<void>;
}

/** A call that failed. */
export class ConnectorFault extends Error {
  override readonly name = "ConnectorFault";
  /** Undefined when there was no answer. */
  readonly status: number | undefined;
  /** Teams' own word for it, or the network's. */
  readonly code: string;
  readonly afterMs: number | undefined;
  constructor(status: number | undefined, code: string, afterMs?: number) {
    super(`${status ?? "no answer"} ${code}`);
    this.status = status;
    this.code = code;
    this.afterMs = afterMs;
  }
}

/** Microsoft answered, and gives this app no token: nothing can be sent until somebody mends that. */
export class TokenRefused extends ConnectorFault {}
