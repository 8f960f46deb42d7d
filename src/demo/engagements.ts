import { addDays, addMonths } from "../core/calendar/calendar.ts";
import { cellList } from "../core/import/table.ts";
import type { PostKind } from "../domain/roster/posts.ts";
import { sampleRows, sampleWrite, type Work } from "./setting.ts";

/** Partners, what was done with them and for others, and who sits where. */
export async function loadEngagements(work: Work): Promise<void> {
  await loadPartners(work);
  await loadOfAllKinds(work);
  await loadPosts(work);
  await loadBoards(work);
}

const said = (cell: string) => (cell === "" ? undefined : cell);
const counted = (cell: string) => (cell === "" ? undefined : Number(cell));
const OFFICER = "nadia.rahman";

const PARTNER_COLUMNS = ["name", "contact", "focus", "sector", "class", "languages", "consent"] as const;

async function loadPartners({ stores, city, idOf, dayIn }: Work): Promise<void> {
  const addedOn = dayIn("last", 5);
  for (const row of sampleRows(city, "partners", PARTNER_COLUMNS)) {
    const entry = {
      name: row.name,
      contact: said(row.contact),
      focus: said(row.focus),
      sector: said(row.sector),
      class: said(row.class),
      languages: cellList(row.languages),
      consent: row.consent === "" ? undefined : row.consent === "yes",
      owner: idOf(OFFICER),
    };
    await stores.partners.add(entry, addedOn, sampleWrite(`partner:${row.name}`, addedOn, idOf(OFFICER)));
  }
}

const COLUMNS = [
  ...([
    "kind",
    "department",
    "quarter",
    "at",
    "type",
    "title",
    "led_by",
    "partner",
    "body",
    "sector",
    "topic",
  ] as const),
  ...(["languages", "invited", "responses", "employees", "contractors", "residents", "seats", "completers"] as const),
  ...(["due_in", "closed_at"] as const),
];
type Row = Record<(typeof COLUMNS)[number], string>;

async function loadOfAllKinds(work: Work): Promise<void> {
  for (const row of sampleRows(work.city, "engagements", COLUMNS)) {
    const heldOn = work.dayIn(row.quarter, Number(row.at));
    const ledBy = cellList(row.led_by).map(work.idOf);
    const entry = { ...detailsOf(row), heldOn, ledBy, ...datesOf(row, heldOn, work) };
    await work.stores.engagements.record(entry, sampleWrite(`engagement:${row.title}`, heldOn, ledBy[0]));
  }
}

const detailsOf = (row: Row) => ({
  kind: row.kind,
  department: row.department,
  title: row.title,
  same: row.title,
  type: said(row.type),
  partner: said(row.partner),
  body: said(row.body),
  sector: said(row.sector),
  topic: said(cellList(row.topic).join(", ")),
  languages: cellList(row.languages),
  invited: counted(row.invited),
  responses: counted(row.responses),
  employees: counted(row.employees),
  contractors: counted(row.contractors),
  residents: counted(row.residents),
  seats: counted(row.seats),
  completers: counted(row.completers),
  source: row.kind === "feedback" ? "telephone" : undefined,
});

/** Due so many days after, and closed at that part of this quarter. */
const datesOf = ({ due_in: due, closed_at: closed }: Row, heldOn: string, { dayIn }: Work) => ({
  dueOn: due === "" ? undefined : addDays(heldOn, Number(due)),
  closedOn: closed === "" ? undefined : dayIn("this", Number(closed)),
});

const POST_COLUMNS = ["kind", "body", "who", "department", "term_months"] as const;

async function loadPosts({ stores, city, today, idOf, dayIn }: Work): Promise<void> {
  const on = dayIn("last", 10);
  for (const row of sampleRows(city, "posts", POST_COLUMNS)) {
    const entry = {
      kind: row.kind as PostKind,
      body: row.body,
      person: idOf(row.who),
      member: undefined,
      department: said(row.department),
      selectedBy: undefined,
      termEnd: row.term_months === "" ? undefined : addMonths(today, Number(row.term_months)),
    };
    await stores.posts.name([entry], on, sampleWrite(`post:${row.kind}:${row.who}`, on, idOf(OFFICER)));
  }
}

const BOARD_COLUMNS = ["name", "seats", "vacancies", "applicants", "terms_ending", "in_days"] as const;

async function loadBoards({ stores, city, today, idOf, dayIn }: Work): Promise<void> {
  const asOf = dayIn("this", 15);
  for (const row of sampleRows(city, "boards", BOARD_COLUMNS)) {
    const entry = {
      name: row.name,
      asOf,
      seats: Number(row.seats),
      vacancies: counted(row.vacancies),
      applicants: counted(row.applicants),
      termEnds: Array.from({ length: Number(row.terms_ending) }, () => addDays(today, Number(row.in_days))),
    };
    await stores.boards.record(entry, sampleWrite(`board:${row.name}`, asOf, idOf(OFFICER)));
  }
}
