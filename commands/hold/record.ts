import { date } from "../../src/core/fields/date.ts";
import { text } from "../../src/core/fields/text.ts";
import { fact } from "../../src/core/records/field.ts";
import { correction } from "../../src/core/records/kind.ts";
import { recordList } from "../../src/core/records/list.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { HOLDS, type Hold, RECORD_REQUESTS, type RecordRequest } from "../../src/domain/hold/holds.ts";
import { coveredInWords } from "./covers.ts";

const CITY = { to: "read", of: { city: true } } as const;
const OFFICE = { to: "write", of: { city: true } } as const;

/** HO-…: why records are kept past their time. */
export const HOLD = recordKind<Hold>({
  ...HOLDS,
  belongs: "city",
  listedBy: "admin hold list",
  store: ({ holds }) => holds,
  touches: () => OFFICE,
  reads: () => CITY,
  line: (one, env) => `${coveredInWords(one, env)}: ${one.because}${one.endedOn === undefined ? "" : " (ended)"}`,
  more: ({ id, endedOn, undone }) =>
    undone || endedOn !== undefined
      ? {}
      : { before: [{ label: "End it", command: "admin hold end", values: { record: id } }] },
  fields: [
    fact("Keeps", "text", (one, env) => coveredInWords(one, env)),
    fact("Because", "long text", (one) => one.because),
    fact("From", "day", (one) => one.fromOn),
    fact("Ended", "day", (one) => one.endedOn),
    fact("Request", "text", (one) => one.request),
  ],
  correction: correction({
    fields: { because: text({ label: "Because", from: "quotes", keys: ["reason"] }), fromOn: date({ label: "From" }) },
    valuesOf: ({ because, fromOn }) => ({ because, fromOn }),
    save: ({ id }, values, reason, { stores, write }) => stores.holds.correct(id, values, reason, write),
  }),
});

/** RQ-…: who asked for records, and what was made for them. */
export const RECORD_REQUEST = recordKind<RecordRequest>({
  ...RECORD_REQUESTS,
  belongs: "city",
  listedBy: "report records list",
  store: ({ recordRequests }) => recordRequests,
  touches: () => OFFICE,
  reads: () => CITY,
  line: (one, env) => coveredInWords(one, env),
  fields: [
    fact("About", "text", (one, env) => coveredInWords(one, env)),
    fact("Asked by", "text", (one) => one.askedBy),
    fact("Received", "day", (one) => one.receivedOn),
    fact("Package", "text", (one) => one.hash, { as: "package_sha256" }),
  ],
  correction: correction({
    fields: {
      askedBy: text({ label: "Asked by", from: "key", optional: true }),
      receivedOn: date({ label: "Received" }),
    },
    valuesOf: ({ askedBy, receivedOn }) => ({ askedBy, receivedOn }),
    save: ({ id }, values, reason, { stores, write }) => stores.recordRequests.correct(id, values, reason, write),
  }),
});

export const adminHoldList = recordList(HOLD, {
  summary: "List what is kept past its time, and why.",
  roles: ["officer", "auditor"],
  examples: ["admin hold list"],
});

export const reportRecordsList = recordList(RECORD_REQUEST, {
  summary: "List who asked for records.",
  roles: ["officer", "auditor"],
  examples: ["report records list"],
});
