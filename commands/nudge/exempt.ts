import { quarterOf } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { text } from "../../src/core/fields/text.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { planItem } from "../../src/domain/plan/fields/plan-item.ts";
import type { Obligation, Plan } from "../../src/domain/plan/plan.ts";
import { windowOf } from "../../src/plan/evaluate.ts";
import { judge } from "../../src/plan/judge.ts";
import { recordAnswer } from "./answer.ts";
import { ledDepartment } from "./words.ts";

/** Obligations that departments have. */
const obligationsOf = ({ obligations }: Plan) =>
  obligations.filter(({ binds }) => binds !== "city").map(({ id, label }) => ({ id, text: label }));

export const nudgeExempt = defineCommand({
  name: "nudge exempt",
  summary: "Say that something the plan asks for does not apply to a department, for the officer to decide.",
  roles: ["lead", "officer"],
  fields: {
    obligation: planItem({ label: "What does not apply", among: obligationsOf }),
    reason: text({ label: "Reason", from: "because", keys: ["why", "because"] }),
    department: ledDepartment(),
  },
  cues: { tells: "wish", patterns: [[/\b(?:not applicable|does ?n.?t apply|does not apply|n\/a)\b/, 5]] },
  examples: ["nudge exempt vision because the office has no programs of its own"],
  scope: ({ department }) => ({ to: "write", of: { department } }),
  execute: async ({ obligation: id, reason, department }, env) => {
    const one = env.plan.obligations.find((each) => each.id === id);
    if (!one || !bindsDepartment(one, department))
      throw new Refusal(`The plan does not ask ${id} of that department. Nothing was saved.`, "obligation");
    await refuseMet(one, department, env);
    const { start, end } = windowOf(one.within, env.today, env.city);
    const said = { kind: "not applicable", department, startsOn: start, endsOn: end, obligation: id, reason } as const;
    const follows = "Nobody is reminded of it meanwhile. It counts apart until the equity officer accepts or declines.";
    return recordAnswer(said, quarterOf(env.today, env.city), follows, env);
  },
});

/** What is met needs no exemption. */
async function refuseMet({ id, label }: Obligation, department: string, env: Env): Promise<void> {
  const findings = await judge(env, [department], { on: env.today, today: env.today }, "none");
  const met = findings.find((one) => one.obligation === id && one.department === department && one.state === "met");
  if (met)
    throw new Refusal(
      `${label} is met in ${departmentName(env.catalog, department)}: ${met.words}. There is nothing to exempt. Nothing was saved.`,
      "obligation",
    );
}

const bindsDepartment = ({ binds }: Obligation, code: string): boolean =>
  binds === "departments" || (binds !== "city" && binds.includes(code));
