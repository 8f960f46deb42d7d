import { type AuditVerdict, anchorOf } from "../core/records/audit.ts";
import { JSON_OPTION, type Operation, print, WrongUsage, withApp } from "./operation.ts";

export const auditVerify: Operation = {
  name: "audit verify",
  usage:
    "audit verify [--anchor HEAD]      compare the audit trail with its seals, and with a head written down elsewhere",
  options: { anchor: { type: "string" }, ...JSON_OPTION },
  positionals: [0, 0],
  run: async (args, open) => {
    const { anchor } = args.values;
    if (typeof anchor === "string" && !/^\d{1,15}:[0-9a-f]{64}$/.test(anchor))
      throw new WrongUsage(
        `--anchor is "${anchor}": write the head as it was logged, a number, a colon and 64 hex digits.`,
      );
    return withApp(open, async (app) => {
      const verdict = await app.stores.audit.verify(typeof anchor === "string" ? anchor : undefined);
      const ok = verdict.problems.length === 0;
      print(args, { ok, ...verdict, head: verdict.head && anchorOf(verdict.head) }, inWords(verdict));
      return ok ? 0 : 1;
    });
  },
};

function inWords({ problems, seals, entries, head, unsealed }: AuditVerdict): string {
  const result =
    problems.length === 0
      ? [`${entries} entries are as they were sealed, in ${seals} seals.`]
      : [...problems.map((one) => `- ${one}`), "The audit trail is not as it was sealed."];
  const since = unsealed.since === undefined ? "" : `, the oldest of ${new Date(unsealed.since).toISOString()}`;
  const open = `${unsealed.entries} entries are not sealed yet${since}: a change among them leaves no trace.`;
  return [...result, ...(head ? [`Head: ${anchorOf(head)}`] : []), open].join("\n");
}
