import { SCOPES } from "../install/scopes.ts";
import type { Workspaces } from "../install/workspaces.ts";
import type { Clients } from "../send/clients.ts";
import { type Failure, failureOf } from "../send/clients.ts";

/** With these Slack refuses whatever we ask, until somebody mends the connection: nothing is wrong with the message. */
const LOST: ReadonlySet<string> = new Set([
  "not_installed",
  "app_uninstalled",
  "token_revoked",
  "token_expired",
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "team_access_not_granted",
]);

export const isLost = (reason: string): boolean => LOST.has(reason);

/** "missing_scope: files:write" */
export const named = ({ code, needed }: Extract<Failure, { kind: "refused" }>): string =>
  needed === undefined ? code : `${code}: ${needed}`;

/** A message waits for these: an administrator can mend them, and then it goes out. */
export const isMendable = (reason: string): boolean => isLost(reason) || reason.startsWith("missing_scope");

const RECHECK_MS = 5_000;

interface Parts {
  clients: Clients;
  workspaces: Workspaces;
  /** Told once for each reason, until it works again. */
  onRefused(tenant: string, reason: string): void;
}

/** What Slack refuses us as a whole, tenant by tenant; asked again until it works. */
export class Health {
  readonly #parts: Parts;
  readonly #recheckMs: number;
  readonly #refused = new Map<string, string>();
  readonly #lacking = new Map<string, readonly string[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: Parts, recheckMs = RECHECK_MS) {
    this.#parts = parts;
    this.#recheckMs = recheckMs;
  }

  /** Why nothing can be sent to that tenant at the moment. */
  lost(tenant: string): string | undefined {
    const reason = this.#refused.get(tenant);
    return reason !== undefined && isLost(reason) ? reason : undefined;
  }

  refused(tenant: string, reason: string): void {
    if (this.#refused.get(tenant) === reason) return;
    this.#refused.set(tenant, reason);
    this.#parts.onRefused(tenant, reason);
    this.#recheckSoon();
  }

  /** The same, of an error that may say so. */
  note(tenant: string, error: unknown): void {
    const failure = failureOf(error);
    const reason = failure.kind === "refused" ? named(failure) : "";
    if (isMendable(reason)) this.refused(tenant, reason);
  }

  works(tenant: string): void {
    this.#refused.delete(tenant);
  }

  /** What the token may do, as Slack says with every answer; nothing is known where it does not say. */
  granted(tenant: string, scopes: readonly string[] | undefined): void {
    if (scopes === undefined || scopes.length === 0) return;
    this.#lacking.set(
      tenant,
      Object.keys(SCOPES).filter((scope) => !scopes.includes(scope)),
    );
  }

  lacks(tenant: string, scope: keyof typeof SCOPES): boolean {
    return (this.#lacking.get(tenant) ?? []).includes(scope);
  }

  /** In words, for /readyz: what keeps us from sending at all. */
  problem(): string | undefined {
    const [reason] = [...this.#refused.values()].filter(isLost);
    return reason === undefined
      ? undefined
      : `Slack refuses our token (${reason}): install the app again, and set SLACK_BOT_TOKEN if Slack gives a new one. Messages wait.`;
  }

  /** In words: what the app is not allowed to do. */
  lacking(): string | undefined {
    const scopes = [...new Set([...this.#lacking.values()].flat())];
    if (scopes.length === 0) return undefined;
    const named = scopes.map((scope) => `${scope} (${SCOPES[scope as keyof typeof SCOPES]})`);
    return `an administrator must give the app ${named.length === 1 ? "the scope" : "the scopes"} ${named.join(", ")}`;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #recheckSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#recheck(), this.#recheckMs).unref();
  }

  async #recheck(): Promise<void> {
    await Promise.all([...this.#refused.keys()].map((tenant) => this.#ask(tenant)));
    if (this.#refused.size > 0) this.#recheckSoon();
  }

  async #ask(tenant: string): Promise<void> {
    const workspace = this.#parts.workspaces.ofTenant(tenant);
    if (!workspace) return;
    try {
      const { response_metadata } = await this.#parts.clients.interactive(workspace).auth.test();
      this.granted(tenant, response_metadata?.scopes);
      if (this.#stillLacks(tenant)) return;
      this.works(tenant);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === "refused" && isLost(failure.code)) this.#refused.set(tenant, failure.code);
    }
  }

  /** `missing_scope: files:write`, and Slack's list still lacks it. */
  #stillLacks(tenant: string): boolean {
    const scope = /^missing_scope: (.+)$/.exec(this.#refused.get(tenant) ?? "")?.[1];
    return scope !== undefined && this.lacks(tenant, scope as keyof typeof SCOPES);
  }
}
