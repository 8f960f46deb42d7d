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
    let [cursor, failures]: [string | undefined, number] = [undefined, 0];
    while (!signal.aborted) {
      let waitMs: number;
      try {
        const { users, next } = await this.#of.profiles.read(workspace, cursor);
        progress.read += progress.done ? 0 : users;
        progress.done ||= next === undefined;
        [cursor, failures] = [next, 0];
        waitMs = next === undefined ? this.#pace.whole : (this.#of.profiles.waitAfter() ?? 0);
      } catch (error) {
        this.#of.onFault(error);
        failures += 1;
        const { error: first, mostAfterError } = this.#pace;
        waitMs = this.#of.profiles.waitAfter(error) ?? Math.min(mostAfterError, first * 2 ** (failures - 1));
        // Slack forgets where a reading was after a while: then it begins again.
        if (failures > 3) cursor = undefined;
      }
      await sleep(waitMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }
}
