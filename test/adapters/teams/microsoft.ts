import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { publishedKeys } from "./tokens.ts";

/** What the service may do instead of answering. */
export type Fault =
  /** All is well, this time. */
  | "pass"
  /** Before the call did anything. */
  | { status: 400 | 401 | 403 | 404 | 412 | 413 | 429 | 502 | 503 | 504; code?: string; retryAfter?: number }
  | "redirect"
  | "reset-before"
  /** After it did its work. */
  | "500"
  | "reset"
  | "hang";

export interface Call {
  what: "send" | "update" | "create" | "member" | "members" | "channels" | "token";
  conversation: string;
  /** The message sent or updated, or the member asked for. */
  id: string;
  body: Sent;
  bytes: number;
  authorization: string | undefined;
  /** It was done, whatever became of the answer. */
  done?: boolean;
}

/** A message as it went out. */
export interface Sent {
  text?: string;
  summary?: string;
  attachments?: { contentType: string; content: SentCard; name?: string }[];
  members?: { id: string }[];
}

export interface SentCard {
  type?: string;
  body?: object[];
  [more: string]: unknown;
}

/** The parts of Microsoft that a bot speaks with, on one port of this machine. */
export interface Microsoft {
  url: string;
  host: string;
  calls: Call[];
  callsOf(what: Call["what"]): Call[];
  /** Spoils the next calls of a kind, in this order. */
  spoil(what: Call["what"] | "openid" | "drop", ...faults: Fault[]): void;
  /** Spoils nothing more. */
  heal(): void;
  /** Everybody the service knows, by account and by object id. */
  members: Map<string, object>;
  /** The channels of the one team. */
  channels: { id: string; name: string | null; type: string }[];
  /** Conversations there are. */
  conversations: Set<string>;
  /** Files put into people's OneDrives, by path. */
  files: Map<string, string>;
  /** Files that people dropped into their chats, by path. */
  dropped: Map<string, Buffer>;
  /** Whoever may not be written to first. */
  blocked: Set<string>;
  close(): Promise<void>;
}

export async function createMicrosoft(): Promise<Microsoft> {
  const faults = new Map<string, Fault[]>();
  const state: Omit<Microsoft, "url" | "host" | "close" | "callsOf" | "spoil" | "heal"> = {
    calls: [],
    members: new Map(),
    channels: [],
    conversations: new Set(),
    files: new Map(),
    dropped: new Map(),
    blocked: new Set(),
  };
  const server = createServer((request, response) => {
    void serve(request, response, state, faults).catch(() => response.destroy());
  });
  const host = await listen(server);
  return {
    ...state,
    url: `http://${host}`,
    host,
    callsOf: (what) => state.calls.filter((call) => call.what === what),
    heal: () => faults.clear(),
    spoil: (what, ...more) => faults.set(what, [...(faults.get(what) ?? []), ...more]),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type State = Pick<Microsoft, "channels" | "calls" | "members" | "conversations" | "blocked" | "files" | "dropped">;
type Answer = { status: number; body: object };

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  state: State,
  faults: Map<string, Fault[]>,
): Promise<void> {
  const raw = await readAll(request);
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://microsoft").pathname);
  const spoilt = besidesFault(path, faults);
  if (spoilt !== "pass") return spoil(spoilt, "send", request, response);
  if (path.startsWith("/dropped/")) return dropped(path, request, response, state);
  const elsewhere = besides(request, path, raw, state);
  if (elsewhere) return send(response, elsewhere);
  const call = callOf(request, path, raw);
  if (!call) return send(response, { status: 404, body: {} });
  state.calls.push(call);
  const fault = faults.get(call.what)?.shift() ?? "pass";
  if (isBefore(fault)) return spoil(fault, call.what, request, response);
  const answer = answerTo(call, state);
  call.done = answer.status < 300;
  if (fault === "pass") send(response, answer);
  else spoil(fault, call.what, request, response);
}

function besidesFault(path: string, faults: Map<string, Fault[]>): Fault {
  const what = path === "/openid" ? "openid" : path.startsWith("/dropped/") ? "drop" : "";
  return faults.get(what)?.shift() ?? "pass";
}

/** A dropped file, to whoever has its address: nobody shows a token there. */
function dropped(path: string, { headers }: IncomingMessage, response: ServerResponse, state: State): void {
  const file = headers.authorization === undefined ? state.dropped.get(path) : undefined;
  if (file === undefined) send(response, { status: 404, body: {} });
  else response.writeHead(200, { "content-type": "application/octet-stream" }).end(file);
}

/** Keys, and people's OneDrives. */
function besides({ headers, method }: IncomingMessage, path: string, raw: string, state: State): Answer | undefined {
  if (path === "/openid") return ok({ issuer: "x", jwks_uri: `http://${headers.host}/keys` });
  if (path === "/keys") return ok(publishedKeys());
  if (method !== "PUT" || !path.startsWith("/onedrive/")) return undefined;
  state.files.set(path, raw);
  return ok({}, 201);
}

const WHAT: Record<string, Call["what"]> = {
  "POST ": "create",
  "POST activities": "send",
  "PUT activities": "update",
  "GET members": "member",
  "GET pagedmembers": "members",
};

function callOf({ method = "", headers }: IncomingMessage, path: string, raw: string): Call | undefined {
  const { authorization } = headers;
  if (path === "/token") return { what: "token", conversation: "", id: "", body: {}, bytes: 0, authorization };
  if (/\/v3\/teams\/[^/]+\/conversations$/.test(path))
    return { what: "channels", conversation: "", id: "", body: {}, bytes: 0, authorization };
  const found = /\/v3\/conversations(?:\/([^/]+)\/(activities|members|pagedmembers)\/?(.*))?$/.exec(path);
  const [, conversation = "", part = "", id = ""] = found ?? [];
  const what = found ? WHAT[`${method} ${part}`] : undefined;
  const body = raw === "" ? {} : (JSON.parse(raw) as Sent);
  return what && { what, conversation, id, body, bytes: Buffer.byteLength(raw), authorization };
}

const refusal = (status: number, code: string): Answer => ({ status, body: { error: { code, message: code } } });
const ok = (body: object, status = 200): Answer => ({ status, body });

function answerTo(call: Call, state: State): Answer {
  if (call.what === "token") return ok({ access_token: `token-${randomUUID()}`, expires_in: 3_600 });
  // Teams takes 28 KB with all that goes around the message.
  if (call.bytes > 28 * 1024) return refusal(413, "MessageSizeTooBig");
  if (call.what === "channels") return ok({ conversations: state.channels });
  if (call.what === "create") return created(call.body.members?.[0]?.id ?? "", state);
  const [room = ""] = call.conversation.split(";");
  if (!state.conversations.has(room)) return refusal(404, "ConversationNotFound");
  if (call.what === "send") {
    call.id = `m-${randomUUID()}`;
    return ok({ id: call.id }, 201);
  }
  if (call.what === "update") return ok({ id: call.id });
  if (call.what === "members") return ok({ members: [...new Set(state.members.values())] });
  const member = state.members.get(call.id);
  return member ? ok(member) : refusal(404, "MemberNotFoundInConversation");
}

function created(member: string, { members, conversations, blocked }: State): Answer {
  if (blocked.has(member)) return refusal(403, "BotNotInConversationRoster");
  if (!members.has(member)) return refusal(404, "UserNotFound");
  conversations.add(`a:${member}`);
  return ok({ id: `a:${member}` }, 201);
}

const isBefore = (fault: Fault) => typeof fault === "object" || fault === "redirect" || fault === "reset-before";

function spoil(fault: Fault, what: Call["what"], request: IncomingMessage, response: ServerResponse): void {
  if (typeof fault === "object") {
    if (fault.retryAfter !== undefined) response.setHeader("retry-after", String(fault.retryAfter));
    const code = fault.code ?? "Spoiled";
    // The token endpoint speaks another language than Teams.
    send(response, what === "token" ? { status: fault.status, body: { error: code } } : refusal(fault.status, code));
  } else if (fault === "redirect") response.writeHead(307, { location: "http://localhost:9/elsewhere" }).end();
  else if (fault === "500") response.writeHead(500).end();
  else if (fault === "reset" || fault === "reset-before") request.socket.resetAndDestroy();
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
