import type { Period } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import { printMoney, readHundredths } from "../../src/core/records/hundredths.ts";
import { type Block, type Fact, facts } from "../../src/core/reply/reply.ts";
import { mayShowShare } from "../../src/core/reply/suppress.ts";
import type {
  Contact,
  EngagementFigures,
  EngagementFilter,
  OpenFigures,
} from "../../src/domain/engagement/engagements.ts";
import { type EngagementKind, type Figure, SECTORS, typeLabel } from "../../src/domain/engagement/kinds/index.ts";
import { PARTNER_CLASSES } from "../../src/domain/partner/partners.ts";

interface Worked {
  kind: EngagementKind;
  figures: EngagementFigures;
  open: OpenFigures | undefined;
  filter: EngagementFilter;
  /** The day figures that depend on today are worked out for: the period's last, or today. */
  on: string;
  env: Env;
}

/** What the records of a kind come to in a period: figures in words first, then tables. */
export async function figuresOf(
  kind: EngagementKind,
  filter: EngagementFilter,
  period: Period,
  env: Env,
): Promise<Block[]> {
  const on = period.end < env.today ? period.end : env.today;
  const upTo = { ...filter, end: on };
  const [figures, open] = await Promise.all([
    env.stores.engagements.figures(filter),
    kind.closes === undefined ? undefined : env.stores.engagements.open(upTo),
  ]);
  const worked: Worked = { kind, figures, open, filter: upTo, on, env };
  const all = [recorded(worked), ...kind.figures.flatMap((figure) => FACTS[figure]?.(worked) ?? [])];
  const tables = await Promise.all(kind.figures.map((figure) => TABLES[figure]?.(worked) ?? []));
  return [facts(...all), ...tables.flat()];
}

const recorded = ({ kind, figures }: Worked): Fact => ({
  label: kind.plural,
  value: figures.engagements === 0 ? "not reported" : String(figures.engagements),
});

const said = (count: number | undefined) => (count === undefined ? "not reported" : count.toLocaleString("en-US"));
const percent = (part: number, whole: number) => `${Math.round((100 * part) / whole)} %`;

const FACTS: Partial<Record<Figure, (worked: Worked) => Fact[]>> = {
  people: ({ figures }) => [
    { label: "Employees", value: said(figures.employees) },
    { label: "Contractors", value: said(figures.contractors) },
    { label: "Residents", value: said(figures.residents) },
  ],
  languages: ({ figures }) => [{ label: "Languages", value: figures.languages.join(", ") || "not reported" }],
  responses: ({ figures }) => [{ label: "Responses", value: responsesOf(figures) }],
  completion: ({ figures: { completion, seats } }) => [
    { label: "Seats", value: said(seats) },
    {
      label: "Completed",
      value:
        completion.participants === 0
          ? "not reported"
          : `${completion.completers} of ${completion.participants} participants, ${percent(completion.completers, completion.participants)}`,
    },
  ],
  opportunities: ({ figures }) => [
    { label: "Opportunities offered", value: figures.engagements === 0 ? "not reported" : said(figures.opportunities) },
    { label: "Participation of employees", value: said(figures.employees) },
    { label: "Participation of contractors", value: said(figures.contractors) },
    { label: "Participation of residents", value: said(figures.residents) },
  ],
  open: ({ kind, open }) => (open === undefined ? [] : openFacts(kind, open)),
  "answer time": ({ open }) => [
    { label: "Median days", value: open?.medianDays === undefined ? "none yet" : String(open.medianDays) },
  ],
  money: ({ figures }) => [
    { label: "Asked", value: figures.asked === undefined ? "not reported" : dollars(figures.asked) },
    { label: "Awarded", value: figures.awarded === undefined ? "none yet" : dollars(figures.awarded) },
    {
      label: "Awarded to community organizations",
      value: figures.awarded === undefined ? "none yet" : shareOf(figures),
    },
  ],
};

const cents = (amount: string | undefined) => readHundredths(amount ?? "0") ?? 0;
const dollars = (amount: string | undefined) => printMoney(cents(amount));

function shareOf({ awarded, toCommunity }: EngagementFigures): string {
  const [part, whole] = [cents(toCommunity), cents(awarded)];
  return whole === 0 ? "none yet" : `${printMoney(part)}, ${percent(part, whole)}`;
}

function openFacts({ closes = "closed" }: EngagementKind, { open, overdue, closed, records }: OpenFigures): Fact[] {
  return [
    { label: "Open", value: open === 0 ? "0" : `${open} (${overdue} overdue)` },
    ...(open === 0 ? [] : [{ label: "Open records", value: records.join(", ") }]),
    { label: `${closes.charAt(0).toUpperCase()}${closes.slice(1)} in the period`, value: String(closed) },
  ];
}

/** A survey with fewer than ten answers is in no sum, or it could be worked out from the others; and so with shares. */
function responsesOf({ responses: { invited, responses }, answers, tooFew }: EngagementFigures): string {
  const hidden = tooFew === 0 ? "" : `; ${tooFew} with fewer than 10 left out`;
  if (answers === undefined) return tooFew === 0 ? "not reported" : "fewer than 10";
  if (invited === 0) return `${said(answers)}${hidden}`;
  const share = `${said(responses)} of ${said(invited)} invited, ${percent(responses, invited)}`;
  const others = responses === answers ? "" : `; ${said(answers)} in all`;
  return mayShowShare(responses, invited)
    ? `${share}${others}${hidden}`
    : `${said(answers)} (the share could point at people, and is not shown)${hidden}`;
}

const TABLES: Partial<Record<Figure, (worked: Worked) => Block[] | Promise<Block[]>>> = {
  types: ({ kind, figures }) => typeTable(kind, figures),
  sectors: ({ figures }) => sectorTable(figures),
  money: ({ figures }) => yearTable(figures),
  partners: (worked) => contactTable("partner", worked),
  classes: classTable,
  heads: headFacts,
  bodies: (worked) => contactTable("body", worked),
};

function typeTable(kind: EngagementKind, { byType }: EngagementFigures): Block[] {
  if (byType.length === 0) return [];
  const answered = kind.shows.includes("responses");
  return [
    {
      kind: "table",
      caption: "By type",
      columns: [
        { label: "Type" },
        { label: "Records", numeric: true },
        ...(answered ? [{ label: "How many", numeric: true }] : []),
      ],
      rows: byType.map(({ type, engagements, responses }) => [
        type === undefined ? "not said" : typeLabel(kind, type),
        String(engagements),
        ...(answered ? [responses === undefined ? "fewer than 10, or not reported" : said(responses)] : []),
      ]),
    },
  ];
}

/** Row D13: the sectors in which there is none are the point of the table. */
function sectorTable({ bySector, engagements }: EngagementFigures): Block[] {
  if (engagements === 0) return [];
  const rows = SECTORS.map(({ value, label }) => [
    label,
    bySector[value] === undefined ? "none" : String(bySector[value]),
  ]);
  return [
    { kind: "table", caption: "By sector", columns: [{ label: "Sector" }, { label: "Records", numeric: true }], rows },
  ];
}

function yearTable({ byYear }: EngagementFigures): Block[] {
  if (byYear.length === 0) return [];
  const columns = [{ label: "Year" }, ...["Asked", "Awarded", "Decided"].map((label) => ({ label, numeric: true }))];
  const rows = byYear.map(({ year, asked, awarded, decided }) => [
    String(year),
    asked === undefined ? "not reported" : dollars(asked),
    awarded === undefined ? "none yet" : dollars(awarded),
    String(decided),
  ]);
  return [{ kind: "table", caption: "By year of the request", columns, rows }];
}

/** Rows D4, D11, D15, E3: held and planned in the period, and how long ago the last one was; none in the period is said. */
async function contactTable(role: "partner" | "body", { kind, filter, on, env }: Worked): Promise<Block[]> {
  const all = await env.stores.engagements.contacts(role, filter);
  if (all.length === 0) return [];
  const label = role === "partner" ? "Partner" : "Body";
  const planned = kind.shows.includes("nextOn");
  return [
    {
      kind: "table",
      caption: `By ${label.toLowerCase()}, up to the period's end`,
      columns: [
        { label },
        { label: "Held", numeric: true },
        ...(planned ? [{ label: "Planned", numeric: true }] : []),
        { label: "Last" },
        { label: "Days since", numeric: true },
      ],
      rows: all.map((one) => contactRow(one, planned, on)),
    },
  ];
}

/** Row B6: of all heads on the roster, those who led a discussion in the period. */
async function headFacts({ figures, filter, on, env }: Worked): Promise<Block[]> {
  const { departments } = filter;
  const held = await env.stores.posts.held("head", on);
  const here = held.filter(({ department }) => departments === undefined || departments.includes(department ?? ""));
  const heads = new Set(here.flatMap(({ person }) => person?.id ?? []));
  const spoke = [...heads].filter((id) => figures.leaders.includes(id)).length;
  const value =
    heads.size === 0
      ? 'not known: name the heads with "roster head"'
      : `${spoke} of ${heads.size}, ${percent(spoke, heads.size)}`;
  return [facts({ label: "Heads with a discussion", value })];
}

/** Row D20. */
async function classTable({ filter, env }: Worked): Promise<Block[]> {
  const all = await env.stores.engagements.contacts("partner", filter);
  if (all.length === 0) return [];
  const heldWith = (sort: string | undefined) =>
    all.filter((one) => one.class === sort).reduce((sum, { held }) => sum + held, 0);
  const rows = [...PARTNER_CLASSES, { value: undefined, label: "No class on record" }].map(({ value, label }) => {
    const held = heldWith(value);
    return [label, held === 0 ? "none" : String(held)];
  });
  const columns = [{ label: "Class" }, { label: "Held", numeric: true }];
  return [{ kind: "table", caption: "By class of partner", columns, rows }];
}

const contactRow = ({ name, held, planned, lastOn }: Contact, withPlan: boolean, on: string): string[] => [
  name,
  held === 0 ? "none in the period" : String(held),
  ...(withPlan ? [planned === 0 ? "not planned" : String(planned)] : []),
  lastOn ?? "never",
  lastOn === undefined ? "" : String(daysBetween(lastOn, on)),
];

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
