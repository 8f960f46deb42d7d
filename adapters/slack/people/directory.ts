import { setTimeout as sleep } from "node:timers/promises";
import type { Workspace } from "../install/workspace.ts";
import type { Profiles } from "./profiles.ts";

interface DirectoryOf {
  profiles: Profiles;
  onFault(error: unknown): void;
}

/** Milliseconds: after an error Slack gave no time for, and between two whole readings. */
const PACE = { error: 5_000, mostAfterError: 300_000, whole: 6 * 3_600_000 };

interface Progress {
  read: number;
  done: boolean;
  stop: AbortController;
}

/**
 * Everybody in a workspace, read at the pace Slack allows: an error is waited out and the reading goes on where it was, and
 * begins anew a few times a day, for events that were lost.
 */
export class Directory {
  readonly #of: DirectoryOf;
  readonly #pace: typeof PACE;
  readonly #progress = new Map<string, Progress>();

  constructor(of: DirectoryOf, pace = PACE) {
    this.#of = of;
    this.#pace = pace;
  }

  /** Reads in the background until it is stopped; a token that was replaced begins anew. */
  follow(workspace: Workspace): void {
    this.#progress.get(workspace.tenant)?.stop.abort();
    const progress: Progress = { read: 0, done: false, stop: new AbortController() };
    this.#progress.set(workspace.tenant, progress);
    void this.#keepReading(workspace, progress);
  }

  /** Whether everybody was read once; until then somebody unknown may only not have been met yet. */
  isRead(tenant: string): boolean {
    return this.#progress.get(tenant)?.done ?? false;
  }

  /** In words, for /readyz. */
  words(): string | undefined {
    const unread = [...this.#progress.values()].filter(({ done }) => !done);
    const read = unread.reduce((sum, one) => sum + one.read, 0);
    return unread.length === 0 ? undefined : `the directory of people is still being read (${read} so far)`;
  }

  stop(): void {
    for (const { stop } of this.#progress.values()) stop.abort();
  }

  async #keepReading(workspace: Workspace, progress: Progress): Promise<void> {
    const { signal } = progress.stop;
    let at: Position = { cursor: undefined, failures: 0, waitMs: 0 };
    while (!signal.aborted) {
      at = await this.#next(workspace, progress, at).catch((error: unknown) => this.#again(error, at));
      await sleep(at.waitMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #next(workspace: Workspace, progress: Progress, { cursor }: Position): Promise<Position> {
    const { profiles } = this.#of;
    const { users, next } = await profiles.read(workspace, cursor);
    if (!progress.done) progress.read += users;
    if (next === undefined) progress.done = true;
    return { cursor: next, failures: 0, waitMs: next === undefined ? this.#pace.whole : (profiles.waitAfter() ?? 0) };
  }

  /** Where it was; Slack forgets that after a while, and then it begins again. */
  #again(error: unknown, { cursor, failures }: Position): Position {
    const { onFault, profiles } = this.#of;
    onFault(error);
    const { error: first, mostAfterError } = this.#pace;
    const waitMs = profiles.waitAfter(error) ?? Math.min(mostAfterError, first * 2 ** failures);
    return { cursor: failures < MOST_FAILURES ? cursor : undefined, failures: failures + 1, waitMs };
  }
}

const MOST_FAILURES = 3;

interface Position {
  cursor: string | undefined;
  failures: number;
  waitMs: number;
}
