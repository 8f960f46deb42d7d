import { type Connector, ConnectorFault, TokenRefused } from "../send/connector.ts";

interface Parts {
  connector(): Promise<Connector>;
  /** Told once for each reason, until there is a token again. */
  onRefused(reason: string): void;
}

/** Milliseconds between two looks: while all is well, and while something is wrong. A token that is still good is not asked for. */
const PACE = { well: 60_000, wrong: 10_000 };

/** Whether Microsoft gives this app a token, and shows its own keys: asked again and again, for a client secret ends some day. */
export class Health {
  readonly #parts: Parts;
  readonly #pace: typeof PACE;
  #problem: string | undefined = "asking Microsoft for a token";
  #refusal: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #over = false;

  constructor(parts: Parts, pace = PACE) {
    this.#parts = parts;
    this.#pace = pace;
  }

  /** In words, for /readyz. */
  readiness(): string {
    return this.#problem ?? "ok";
  }

  /** Why nothing can be sent at the moment, as Microsoft says it. */
  lost(): string | undefined {
    return this.#refusal;
  }

  async look(): Promise<void> {
    const [error, keyless] = await Promise.all([this.#ask("token"), this.#ask("keys")]);
    const refusal = error instanceof TokenRefused ? error.code : undefined;
    this.#problem = (error && wordsFor(error)) ?? (keyless && keyWords(keyless));
    if (refusal !== undefined && refusal !== this.#refusal) this.#parts.onRefused(refusal);
    this.#refusal = refusal;
    if (this.#over) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => void this.look(),
      this.#pace[this.#problem === undefined ? "well" : "wrong"],
    ).unref();
  }

  stop(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  async #ask(what: "token" | "keys"): Promise<Error | undefined> {
    try {
      await (await this.#parts.connector())[what]();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error("unknown");
    }
  }
}

/** Without them every message is refused, and Teams shows nothing of it. */
const keyWords = (error: Error): string =>
  `Microsoft's keys cannot be read (${error instanceof ConnectorFault ? error.code : "they are none"}), so every message is refused: look at TEAMS_OPENID_METADATA_URL`;

const wordsFor = (error: Error): string =>
  error instanceof TokenRefused
    ? `Microsoft gives this app no token (${error.code}): look at TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD, or what stands in its place. Messages wait.`
    : `Microsoft cannot be asked for a token (${(error as { code?: unknown }).code ?? "unknown"}): look at TEAMS_TOKEN_URL`;
