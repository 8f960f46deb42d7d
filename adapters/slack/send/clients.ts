import { LogLevel, webApi } from "@slack/bolt";
import type { Workspace } from "../install/workspace.ts";

export type WebClient = webApi.WebClient;

/**
 * The Web API's defaults wait for ever and try again ten times, which posts a message twice. Nothing is retried here: what
 * must arrive is a delivery. One client answers people, another sends deliveries, so that a digest never delays a person.
 */
export class Clients {
  readonly #apiUrl: string;
  readonly #byToken = new Map<string, WebClient>();

  constructor(apiUrl: string) {
    this.#apiUrl = apiUrl;
  }

  interactive({ token }: Pick<Workspace, "token">): WebClient {
    return this.#client("interactive", token);
  }

  deliveries({ token }: Workspace): WebClient {
    return this.#client("deliveries", token);
  }

  /** For what is asked before there is a token. */
  anonymous(): WebClient {
    return this.#client("anonymous", undefined);
  }

  #client(use: string, token: string | undefined): WebClient {
    const key = `${use}\n${token ?? ""}`;
    const known = this.#byToken.get(key) ?? new webApi.WebClient(token, clientOptions(this.#apiUrl));
    this.#byToken.set(key, known);
    return known;
  }
}

export const clientOptions = (apiUrl: string): webApi.WebClientOptions => ({
  slackApiUrl: apiUrl,
  retryConfig: { retries: 0 },
  timeout: 10_000,
  rejectRateLimitedCalls: true,
  logger: SILENT,
});

/** Slack's own log lines may hold names and texts; what matters reaches our log as an incident. */
export const SILENT = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** What became of a call that failed. */
export type Failure =
  /** Certainly not done; Slack wants us to wait. */
  | { kind: "limited"; afterMs: number }
  /** Certainly not done: Slack said no, by its code. */
  | { kind: "refused"; code: string; needed?: string }
  /** It may have been done. */
  | { kind: "ambiguous"; reason: string };

export function failureOf(error: unknown): Failure {
  const { code, data, retryAfter, statusCode } = error as {
    code?: unknown;
    data?: { error?: unknown; needed?: unknown };
    retryAfter?: unknown;
    statusCode?: unknown;
  };
  if (code === webApi.ErrorCode.RateLimitedError)
    return { kind: "limited", afterMs: Number(retryAfter) * 1000 || 1000 };
  if (code === webApi.ErrorCode.PlatformError) return platformFailure(data ?? {});
  if (code === webApi.ErrorCode.HTTPError) return httpFailure(Number(statusCode));
  return { kind: "ambiguous", reason: networkReason(error) };
}

function platformFailure(data: { error?: unknown; needed?: unknown }): Failure {
  const code = String(data.error);
  if (code === "ratelimited" || code === "rate_limited") return { kind: "limited", afterMs: 30_000 };
  // Slack's own troubles: it says that it failed, not that it did nothing.
  if (["internal_error", "fatal_error", "request_timeout", "service_unavailable"].includes(code))
    return { kind: "ambiguous", reason: code };
  return { kind: "refused", code, ...(typeof data.needed === "string" ? { needed: data.needed } : {}) };
}

function httpFailure(status: number): Failure {
  return status >= 500 ? { kind: "ambiguous", reason: `HTTP ${status}` } : { kind: "refused", code: `HTTP ${status}` };
}

/** The code of a network error; a refused connection carried nothing over. */
function networkReason(error: unknown): string {
  const { original } = error as { original?: { code?: unknown; cause?: { code?: unknown } } };
  const code = original?.code ?? original?.cause?.code;
  return typeof code === "string" ? code : "no answer";
}
