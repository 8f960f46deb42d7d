import { randomUUID } from "node:crypto";
import { coveredIn } from "../../commands/hold/covers.ts";
import { type Made, madeFor } from "../../commands/hold/records.ts";
import { type Retained, retainedIn } from "../../commands/retention/due.ts";
import { dateAt } from "../core/calendar/calendar.ts";
import type { Env } from "../core/command/command.ts";
import { IMPORT_AUTHOR } from "../core/request/write.ts";
import type { Parts } from "./parts.ts";

/** A package of records for the operator: the same as in chat. */
export type MakePackage = (covers: string, value: string) => Promise<Made>;

export const packagesOf =
  (parts: Parts): MakePackage =>
  async (covers, value) => {
    const env = await operatorEnv(parts);
    const asked = { ...(await coveredIn({ covers, value }, env)), askedBy: undefined, receivedOn: env.today };
    return madeFor(asked, env);
  };

/** What is past its time, for the operator. */
export type ListRetention = () => Promise<Retained[]>;

export const retentionOf =
  (parts: Parts): ListRetention =>
  async () =>
    retainedIn(await operatorEnv(parts));

/** Whoever runs operator commands reads what an officer reads. */
async function operatorEnv({ bot, stores }: Parts): Promise<Env> {
  const instant = bot.clock();
  const today = dateAt(instant, bot.city);
  return {
    ...bot,
    actor: {
      id: IMPORT_AUTHOR,
      email: "",
      name: "Operator",
      department: undefined,
      departmentConfirmed: false,
      leads: [],
      granted: ["officer"],
      platform: "web",
    },
    stores,
    catalog: await bot.catalog(),
    today,
    now: instant.epochMilliseconds,
    instant,
    people: [],
    confirmed: [],
    place: { platform: "web", tenant: "operator", id: "operator", kind: "direct" },
    write: { actor: IMPORT_AUTHOR, request: `records:${randomUUID()}`, year: Number(today.slice(0, 4)), today },
  };
}
