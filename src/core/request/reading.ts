import type { Command, Env } from "../command/command.ts";
import type { RawValues } from "../reply/reply.ts";
import type { Understood } from "../understanding/understand.ts";

/** A request understood, before anything is done. */
export interface Reading {
  command: Command;
  understood: Understood;
  env: Env;
  /** What a form or a button brought, as typed. */
  typed: RawValues;
  ask: boolean;
}
