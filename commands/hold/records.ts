import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { date } from "../../src/core/fields/date.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, facts, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { RecordRequest, RecordRequestEntry } from "../../src/domain/hold/holds.ts";
import { kinds } from "../kinds.ts";
import { coveredIn, coversFields } from "./covers.ts";
import { oneRecord, type Package, packageOf } from "./package.ts";
import { RECORD_REQUEST } from "./record.ts";

export { adminHoldList, reportRecordsList } from "./record.ts";

/** The request is a record, and opens a hold: nothing it is about may go while it is open. */
export const reportRecords = defineCommand({
  name: "report records",
  summary: "Make a package of all records about a person, department, record or period, for a records request.",
  roles: ["officer", "auditor"],
  grave: true,
  fields: {
    ...coversFields,
    askedBy: textField({ label: "Asked by", from: "key", optional: true, maxLength: 200, keys: ["requester"] }),
    receivedOn: date({ label: "Received", default: "today" }),
  },
  examples: ["report records covers=department value=DPW", "report records covers=period value=2026-Q3"],
  scope: () => ({ to: "read", of: { city: true } }),
  execute: async (values, env) => {
    const asked = { ...(await coveredIn(values, env)), askedBy: values.askedBy, receivedOn: values.receivedOn };
    return packageReply(await madeFor(asked, env), env);
  },
});

export interface Made {
  request: RecordRequest;
  hold: string;
  made: Package;
}

/** Records the request, opens its hold, and makes the package; the same request again finds its records. */
export async function madeFor(asked: Omit<RecordRequestEntry, "hash">, env: Env): Promise<Made> {
  const { stores, write, today } = env;
  if (asked.covers === "record") await oneRecord(asked.value, kinds.all, env);
  const step = (name: string) => ({ ...write, request: `${write.request}:${name}` });
  const { record: request } = await stores.recordRequests.record({ ...asked, hash: undefined }, step("request"));
  const { covers, value } = asked;
  const { record: hold } = await stores.holds.record(
    { covers, value, because: `Records request ${request.id}`, fromOn: today, endedOn: undefined, request: request.id },
    step("hold"),
  );
  const made = await packageOf(request, hold, kinds.all, env);
  await stores.recordRequests.packaged(request.id, made.hash, step("package"));
  const after = await stores.recordRequests.get(request.id);
  if (!after) throw new Refusal(`${request.id} is not there.`);
  return { request: after, hold: hold.id, made };
}

function packageReply({ request, hold, made }: Made, env: Env): Reply {
  const summary = `${made.records} records, ${made.entries} entries of the trail`;
  return reply(
    heading(`${request.id}: ${RECORD_REQUEST.line(request, env)}`),
    text(
      `Nothing it is about goes while ${hold} is open. Mark what must not be given out in the column “redact”, and say why in withheld.csv.`,
    ),
    facts({ label: "In it", value: summary }, { label: "SHA-256", value: made.hash }),
    { kind: "file", file: { name: `${request.id}.zip`, mime: "application/zip", bytes: made.bytes, summary } },
    buttons({ label: "End the hold", command: "admin hold end", values: { record: hold } }),
  );
}
