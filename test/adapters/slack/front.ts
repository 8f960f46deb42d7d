import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What the Web API may do instead of answering: the troubles of platforms.md. */
export type Fault =
  /** Nothing: the call after it is the one to be spoiled. */
  | "none"
  /** Before the call reaches it. */
  | "429"
  | "ratelimited"
  | "reset-before"
  | { afterSeconds: number }
  /** After the call did its work. */
  | "500"
  | "reset"
  | "hang"
  /** A platform error, by its code. */
  | { error: string; needed?: string };

export interface Call {
  method: string;
  body: Record<string, string>;
  /** What Slack called the message it posted. */
  ts?: string;
  /** Slack did what was asked, whatever became of its answer. */
  done?: boolean;
}

export interface Posted {
  url: string;
  body: { text: string; blocks: object[]; response_type?: string; replace_original?: boolean };
  /** How it was answered. */
  status: number;
}

/**
 * Stands before the emulator: keeps what was asked, spoils calls on command, and takes what is posted to response_urls,
 * which the emulator does not have.
 */
export interface Front {
  url: string;
  calls: Call[];
  posted: Posted[];
  /** Spoils the next calls of a method, in this order. */
  spoil(method: string, ...faults: Fault[]): void;
  /** Spoils no more calls of a method. */
  heal(method: string): void;
  /** Keeps the next call of a method waiting. */
  delay(method: string, ms: number): void;
  /** Answers a method that the emulator does not have. */
  answer(method: string, answer: object): void;
  /** The same, for the next call only. */
  answerNext(method: string, answer: object): void;
  /** What Slack says with every answer that our token may do; without it, it does not say. */
  grant(scopes: readonly string[]): void;
  /** How response_urls answer from now on. */
  answerHooksWith(status: number): void;
  callsOf(method: string): Call[];
  close(): Promise<void>;
}

export async function createFront(emulatorUrl: string): Promise<Front> {
  const calls: Call[] = [];
  const posted: Posted[] = [];
  const faults = new Map<string, Fault[]>();
  const answers = new Map<string, typeof forward>();
  const once = new Map<string, object>();
  let granted: readonly string[] = [];
  const answerer = (method: string): typeof forward => {
    const next = once.get(method);
    once.delete(method);
    return next ? async () => Response.json(next) : (answers.get(method) ?? forward);
  };
  const hooks = { status: 200 };
  const delays = new Map<string, number>();
  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(request);
    const { pathname } = new URL(request.url ?? "/", "http://front");
    if (pathname.startsWith("/hooks/")) {
      posted.push({ url: pathname, body: JSON.parse(body.toString()), status: hooks.status });
      response.writeHead(hooks.status).end("ok");
      return;
    }
    const method = pathname.replace("/api/", "");
    const call: Call = { method, body: parse(body.toString(), request.headers["content-type"] ?? "") };
    calls.push(call);
    await sleep(delays.get(method) ?? 0);
    delays.delete(method);
    const fault = faults.get(method)?.shift() ?? "none";
    if (isBefore(fault)) return spoilBefore(fault, request, response);
    const answer = await answerer(method)(request, body, emulatorUrl);
    Object.assign(call, await tsOf(method, answer), { done: await isDone(answer) });
    if (fault !== "none") return spoilAfter(fault, request, response);
    response.writeHead(answer.status, headersOf(answer, granted));
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
  const url = await listen(server);
  return {
    url,
    calls,
    posted,
    spoil: (method, ...more) => faults.set(method, [...(faults.get(method) ?? []), ...more]),
    heal: (method) => faults.delete(method),
    answer: (method, given) => void answers.set(method, async () => Response.json(given)),
    delay: (method, ms) => void delays.set(method, ms),
    answerNext: (method, given) => void once.set(method, given),
    grant: (scopes) => {
      granted = scopes;
    },
    answerHooksWith: (status) => {
      hooks.status = status;
    },
    callsOf: (method) => calls.filter((call) => call.method === method),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function tsOf(method: string, answer: Response): Promise<Pick<Call, "ts">> {
  if (method !== "chat.postMessage") return {};
  const { ts } = (await answer.clone().json()) as { ts?: string };
  return ts === undefined ? {} : { ts };
}

async function isDone(answer: Response): Promise<boolean> {
  if (!answer.headers.get("content-type")?.includes("json")) return answer.ok;
  return ((await answer.clone().json()) as { ok?: boolean }).ok === true;
}

const headersOf = ({ headers }: Response, granted: readonly string[]) => ({
  "content-type": headers.get("content-type") ?? "application/json",
  ...(granted.length > 0 ? { "x-oauth-scopes": granted.join(",") } : {}),
});

const isBefore = (fault: Fault) =>
  typeof fault === "object" || fault === "429" || fault === "ratelimited" || fault === "reset-before";

function spoilBefore(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault === "reset-before") request.socket.resetAndDestroy();
  else if (fault === "429") response.writeHead(429, { "retry-after": "7" }).end();
  else if (typeof fault === "object" && "afterSeconds" in fault)
    response.writeHead(429, { "retry-after": String(fault.afterSeconds) }).end();
  else {
    const error = typeof fault === "object" ? fault : { error: fault };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ ok: false, ...error }));
  }
}

function spoilAfter(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  if (fault === "500") response.writeHead(500).end();
  if (fault === "reset") request.socket.resetAndDestroy();
}

function forward(request: IncomingMessage, body: Buffer, emulatorUrl: string): Promise<Response> {
  const headers = new Headers();
  for (const name of ["authorization", "content-type"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return fetch(`${emulatorUrl}${request.url}`, {
    method: request.method ?? "POST",
    headers,
    ...(request.method === "GET" ? {} : { body: new Uint8Array(body) }),
  });
}

function parse(body: string, contentType: string): Record<string, string> {
  if (contentType.includes("json")) return JSON.parse(body || "{}");
  return Object.fromEntries(new URLSearchParams(body));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
