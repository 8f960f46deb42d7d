import { createHash } from "node:crypto";
import type { Reply } from "../core/reply/reply.ts";

/** Tells whether a message would say something else by now; says nothing about what it says. */
export function markOf({ visibility, blocks }: Reply): string {
  return createHash("sha256")
    .update(JSON.stringify([visibility, blocks]))
    .digest("base64url")
    .slice(0, 22);
}
