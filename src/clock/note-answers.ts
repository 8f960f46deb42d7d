import { Temporal } from "temporal-polyfill";
import { quarterOf } from "../core/calendar/calendar.ts";
import { hasActed } from "../plan/escalation.ts";
import { judge } from "../plan/judge.ts";
import { QUARTERLY } from "../plan/nudged.ts";
import { isAsked } from "../plan/responses.ts";
import { messageEnv } from "./clock.ts";
import type { ClockSetting } from "./setting.ts";

/** Writes down when a department was first seen to have done something about this quarter's nudge (row E25). */
export async function noteAnswers(setting: ClockSetting, at = setting.clock()): Promise<void> {
  const { plan, stores } = setting;
  const env = await messageEnv(setting, at);
  const { id, start } = quarterOf(env.today, plan.city);
  const since = Temporal.PlainDate.from(start).toZonedDateTime(plan.city.zone).toInstant();
  const past = await stores.occasions.past([QUARTERLY], since);
  const waiting = past.filter((one) => one.occasion === id && isAsked(one) && one.answeredAt === undefined);
  if (waiting.length === 0) return;
  const departments = waiting.map(({ subject }) => subject);
  const findings = await judge(env, departments, { on: env.today, today: env.today }, "none");
  const acted = waiting.filter(({ subject, open = [] }) => hasActed({ department: subject, open }, findings));
  if (acted.length === 0) return;
  await stores.occasions.answered(
    QUARTERLY,
    id,
    acted.map(({ subject }) => subject),
    at,
  );
}
