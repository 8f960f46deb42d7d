import { anchorOf } from "../core/records/audit.ts";
import type { Parts } from "./parts.ts";

/** Seals what is on the trail; the log is one of the places in which its head is written down. */
export async function sealAudit({ stores, log }: Pick<Parts, "stores" | "log">) {
  const sealing = await stores.audit.seal();
  if (sealing.state === "busy") log.warn("the trail is sealed the next time: it is being written to for long");
  else if (sealing.entries > 0 && sealing.head)
    log.info({ entries: sealing.entries, head: anchorOf(sealing.head) }, "audit trail sealed");
  return sealing;
}
