import { may } from "../../src/core/actor.ts";
import { type Period, printInstant, printPeriod } from "../../src/core/calendar.ts";
import { departmentName } from "../../src/core/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, buttons, heading, reply } from "../../src/core/reply.ts";
import { activitiesSection } from "./activities.ts";
import { ambassadorsSection } from "./ambassadors.ts";
import { analysesSection } from "./analyses.ts";
import { participationSection } from "./participation.ts";
import type { Section } from "./section.ts";
import { teamsSection } from "./teams.ts";
import { trainedSection } from "./trained.ts";
import { trainingSection } from "./training.ts";

const SECTIONS: readonly Section[] = [
  trainingSection,
  trainedSection,
  participationSection,
  teamsSection,
  ambassadorsSection,
  activitiesSection,
  analysesSection,
];

/** Sections of one topic are asked for together. */
const TOPICS = SECTIONS.filter((section, at) => SECTIONS.findIndex(({ topic }) => topic === section.topic) === at).map(
  ({ topic, label, words }) => ({ value: topic, label, words }),
);

export const status = defineCommand({
  name: "status",
  summary: "Show where the city or a department stands.",
  roles: ["lead", "officer", "auditor"],
  rootDefault: true,
  fields: {
    department: department({ optional: true }),
    period: period({ default: "this quarter" }),
    topic: choice({
      label: "Topic",
      optional: true,
      choices: TOPICS,
    }),
  },
  cues: {
    tells: "question",
    patterns: [
      [/\bstatus\b/, 3],
      [
        /\b(?:where do we stand|where are we|where we stand|where do(?:es)? .* stand|how are we doing|how (?:is|s|are) [\w ]+ doing|how are things|progress|overview|summary|snapshot|dashboard|scorecard|how (?:does|do) .* look|numbers for|show me the (?:numbers|figures))\b/,
        3,
      ],
      [/\bhow many\b.*\b(?:people|employees|sessions|trainings|contractors|attended|took|trained)\b/, 4],
    ],
  },
  examples: ["status", "status public works q3", "status training"],
  scope: ({ department: code }, { actor }) => {
    if (code !== undefined) return { to: "read", of: { department: code } };
    const [led] = actor.leads;
    return may(actor, { to: "read", of: { city: true } }) || led === undefined
      ? { to: "read", of: { city: true } }
      : { to: "read", of: { department: led } };
  },
  execute: async (values, env) => {
    const asked = periodOf(values.period, env.city);
    const shown = values.department === undefined ? visibleDepartments(env) : [values.department];
    const whose =
      values.department === undefined && shown.length > 1
        ? env.city.name
        : shown.map((code) => departmentName(env.catalog, code)).join(", ");
    const title = `${whose} · ${printPeriod(asked)} · as of ${printInstant(env.instant, env.city)}`;
    const sections = SECTIONS.filter(({ topic }) => values.topic === undefined || topic === values.topic);
    const blocks = await Promise.all(sections.map((section) => section.show(shown, asked, env)));
    return reply(heading(title), ...blocks.flat(), ...more(values.department, asked));
  },
});

/** The whole city for whoever may read it, else the departments the person leads. */
function visibleDepartments({ actor, catalog }: Env): string[] {
  const city = may(actor, { to: "read", of: { city: true } });
  return city ? catalog.departments.map((one) => one.code) : [...actor.leads];
}

function more(department: string | undefined, asked: Period): Block[] {
  const values = { period: asked.id, ...(department === undefined ? {} : { department }) };
  return [
    buttons(
      { label: "Another department or period", command: "status", values, ask: true },
      ...(department === undefined ? [] : [{ label: "Sessions", command: "training sessions", values }]),
    ),
  ];
}
