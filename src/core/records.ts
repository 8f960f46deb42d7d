import type { Subject } from "./actor.ts";
import type { Env } from "./command.ts";
import type { Reply } from "./reply.ts";

/** A record as "fix", "fix undo" and "fix restore" see it, whatever its kind. */
export interface RecordHead {
  id: string;
  /** Who may change it follows from who made it, and where. */
  of: Extract<Subject, { entry: unknown }>;
  /** One line that tells people which record it is. */
  summary: string;
}

/** What the commands about records need to know of one kind of them. Each kind is declared once, beside its commands. */
export interface RecordKind {
  /** The first two letters of its ids: "TR". */
  prefix: string;
  head(id: string, env: Env): Promise<RecordHead | undefined>;
  /** Takes it back; the reply offers to put it back. */
  undo(id: string, reason: string | undefined, env: Env): Promise<Reply>;
  restore(id: string, env: Env): Promise<Reply>;
}
