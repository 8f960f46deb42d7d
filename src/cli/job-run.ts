import { Temporal } from "temporal-polyfill";
import type { App } from "../app/app.ts";
import type { Upcoming } from "../core/deliveries/occasions.ts";
import { anchorOf } from "../core/records/audit.ts";
import { plainText } from "../core/reply/reply.ts";
import { Refusal } from "../core/request/errors.ts";
import { type Args, JSON_OPTION, type Operation, print, withApp } from "./operation.ts";

export const jobRun: Operation = {
  name: "job run",
  usage: "job run NAME [--at INSTANT] [--preview]   decide what is due, or show what would be next",
  options: { at: { type: "string" }, preview: { type: "boolean" }, ...JSON_OPTION },
  positionals: [1, 1],
  run: (args, open) =>
    withApp(open, async (app) => {
      const [name = ""] = args.positionals;
      if (name === "seal-audit") return sealed(args, app);
      const at = instantOf(args);
      if (args.values.preview === true) {
        const next = await app.previewJobs(name, at);
        print(args, next, next.map(inWords).join("\n\n") || "Nothing is to come.");
        return 0;
      }
      if ((await app.stores.deployment.get())?.liveAt === undefined)
        throw new Refusal(
          "Nothing goes out before the officer's go-live: `admin golive` in the chat, or --preview here.",
        );
      const decided = await app.runJobs(name, at);
      const rows = decided.map(({ job, subject, occasion }) => ({ job, subject, occasion }));
      print(args, rows, rows.map((row) => Object.values(row).join(" ")).join("\n") || "Nothing new was due.");
      return 0;
    }),
};

/** Sealing goes by the database's clock, sends nothing, and asks no go-live. */
async function sealed(args: Args, app: App): Promise<number> {
  if (args.values.preview === true) {
    const { unsealed } = await app.stores.audit.state();
    print(args, unsealed, `${unsealed.entries} entries would be sealed.`);
    return 0;
  }
  const sealing = await app.sealAudit();
  if (sealing.state === "busy") throw new Refusal("The trail is being written to for long: seal it again in a moment.");
  const { entries, head } = sealing;
  print(
    args,
    { entries, head: head && anchorOf(head) },
    `Sealed ${entries} entries. Head: ${head ? anchorOf(head) : "none yet"}`,
  );
  return 0;
}

function instantOf({ values }: Args): Temporal.Instant | undefined {
  if (typeof values.at !== "string") return undefined;
  try {
    return Temporal.Instant.from(values.at);
  } catch {
    throw new Refusal(`--at is "${values.at}": write an instant like 2026-11-24T15:00:00Z.`);
  }
}

function inWords({ label, dueAt, to, words }: Upcoming): string {
  const when = Temporal.Instant.fromEpochMilliseconds(dueAt).toString();
  return `${label}, ${when}, to ${to}\n${typeof words === "string" ? `Nothing would be sent: ${words}.` : plainText(words)}`;
}
