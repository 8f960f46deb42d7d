import { printInstant, printPeriod } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { mayUse } from "../../src/core/request/permit.ts";
import type { TierLine } from "../../src/domain/pages/overview.ts";
import type { NextStep, Tally } from "../../src/domain/pages/parts.ts";
import { holdingAll, mandatoryFor, shareOf, TIER_NAMES, together } from "../../src/domain/training/trained.ts";
import { inForce } from "../../src/plan/evaluate.ts";
import { tierRequirements } from "../../src/plan/trained.ts";
import { overviewPage } from "../../src/reports/pages/overview.ts";
import { pageQuarter } from "../../src/reports/pages/tally.ts";
import { standingOf } from "./standing.ts";

/** What the overview page is made of: the findings of `status`, and no others. */
export const pageOverview = defineCommand({
  name: "page overview",
  summary: "What the overview page shows.",
  roles: ["officer", "auditor"],
  internal: true,
  reads: true,
  fields: {
    period: period({ default: "this quarter" }),
    requirement: textField({ label: "Requirement", from: "key", optional: true, maxLength: 60 }),
  },
  examples: ["page overview"],
  scope: () => ({ to: "read", of: { city: true } }),
  execute: async (values, env) => {
    const asked = periodOf(values.period, env.city);
    if (asked.start > env.today) throw new Refusal(`${printPeriod(asked)} has not begun.`, "period");
    const departments = env.catalog.departmentsOn(asked.end).map(({ code, name }) => ({ code, name }));
    const codes = departments.map(({ code }) => code);
    const on = asked.end < env.today ? asked.end : env.today;
    const [standing, tiers, leads] = await Promise.all([
      standingOf(codes, asked, env),
      tierLines(on, env),
      leadsOf(env),
    ]);
    const page = overviewPage({
      city: env.city.name,
      word: env.city.words.department,
      asOf: printInstant(env.instant, env.city),
      quarter: pageQuarter(asked, env.today, env.city),
      departments,
      obligations: inForce(env.plan, on),
      ...standing,
      leads,
      tiers,
      requirement: values.requirement,
    });
    const next = page.next.map((step) => pressable(step, env));
    return {
      ...reply(heading(`${env.city.name} · ${page.quarter.label}`), text(tallyInWords(page.tally))),
      data: { ...page, next },
    };
  },
});

/** A button only for whoever may press it. */
function pressable({ button, ...step }: NextStep, { actor, commands }: Env): NextStep {
  const command = commands.find(({ name }) => name === button?.command);
  return button && command && mayUse(actor, command) ? { ...step, button } : step;
}

const tallyInWords = ({ met, of, overdue, due, notReported }: Tally) =>
  `${met} of ${of} requirements are met · ${overdue} overdue · ${due} due · ${notReported} not reported`;

/** Department → who leads it. */
async function leadsOf({ stores, today }: Env): Promise<ReadonlyMap<string, readonly string[]>> {
  const leads = new Map<string, string[]>();
  for (const { department, person } of await stores.roster.active(undefined, today))
    leads.set(department, [...(leads.get(department) ?? []), person.name]);
  return leads;
}

/** Who is trained in each tier in all the plan asks of it, with the marks at which the next tier is asked and all are. */
async function tierLines(on: string, { stores, plan }: Env): Promise<TierLine[]> {
  const tiers = await stores.training.trained(undefined, on);
  const asked = tierRequirements(plan, on);
  return asked.map((requirement, at) => {
    const own = tiers.filter(({ tier }) => tier === requirement.tier);
    const shares = own.map((one) => shareOf(one, holdingAll(one, mandatoryFor(one, requirement.programs))));
    const { trained, outOf } = together(shares);
    const { percent = 100, after } = requirement as { percent?: number; after?: keyof typeof TIER_NAMES };
    const next = asked[at + 1] as { afterPercent?: number; tier: keyof typeof TIER_NAMES } | undefined;
    const opens = next?.afterPercent;
    const words = after === undefined ? "They come first." : `Not started: ${TIER_NAMES[after]} go first.`;
    const mark =
      opens === undefined || next === undefined
        ? ""
        : ` ${capital(TIER_NAMES[next.tier])} are asked once ${opens} % are trained.`;
    const label = capital(TIER_NAMES[requirement.tier]);
    return {
      label,
      trained,
      outOf,
      marks: [...(opens === undefined ? [] : [opens]), percent],
      words: `${words}${mark}`,
    };
  });
}

const capital = (words: string) => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
