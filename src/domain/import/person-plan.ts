import type { Problem } from "../../core/import/table.ts";
import { personKey } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import { IMPORT_AUTHOR } from "../../core/request/write.ts";
import { FACTS, factsOf, type PersonChange, type PersonFacts, type PersonOnRecord } from "./person-change.ts";
import type { PersonFields, PersonRow } from "./person-file.ts";

/** Whose file it is; the sample city's people are what they are. */
export type ImportAuthor = number | "sample";

export interface PeoplePlan {
  /** One a row, in their order; undefined where the row is a problem. */
  changes: (PersonChange | undefined)[];
  problems: Problem[];
}

/** The first department counts from the beginning: before this day nobody is asked where they were. */
const ALWAYS = "1970-01-01";

/** What the rows would do to whoever is on record. Pure: the dry run and the write are one thing. */
export function planPeople(
  rows: readonly (PersonRow & { line: number })[],
  onRecord: readonly PersonOnRecord[],
  today: IsoDate,
  author: ImportAuthor = IMPORT_AUTHOR,
): PeoplePlan {
  const find = finder(onRecord);
  const seen = new Map<number, number>();
  const problems: Problem[] = [];
  const changes = rows.map((row) => {
    const found = find(row);
    const problem = typeof found === "string" ? keyProblem(row, found) : standing(row, found, seen);
    if (problem) problems.push(problem);
    if (problem || typeof found === "string") return undefined;
    if (found) seen.set(found.id, row.line);
    return changeOf(row, found, today);
  });
  const admins = lastAdministrator(changes, onRecord, today);
  const bad = new Set(admins.map(({ line }) => line));
  const kept = changes.map((change) => (change && bad.has(change.line) ? undefined : change));
  const held = holdOfficers(holdMassLeave(kept, onRecord, today), onRecord, today, author);
  return { changes: held, problems: [...problems, ...admins] };
}

type Finder = (row: PersonRow) => PersonOnRecord | undefined | string;

/** By the keys; a platform's id only where no key finds anybody: an address may change, and the id stays. */
function finder(onRecord: readonly PersonOnRecord[]): Finder {
  const index = (keyOf: (person: PersonOnRecord) => readonly (string | null)[]) =>
    new Map(
      onRecord.flatMap((person) => keyOf(person).flatMap((key) => (key ? [[personKey(key), person] as const] : []))),
    );
  const external = index(({ externalId }) => [externalId]);
  const employee = index(({ employeeId }) => [employeeId]);
  const email = index((person) => [person.email]);
  const byId = new Map(onRecord.map((person) => [person.id, person]));
  const link = index(({ links }) => links.map(({ platform, userId }) => `${platform} ${userId}`));
  return (row) => {
    const own = row.person === undefined ? undefined : byId.get(row.person);
    const keyed = [own, look(external, row.externalId), look(employee, row.employeeId), look(email, row.email)];
    const found = [...new Set(keyed.flatMap((one) => one ?? []))];
    if (found.length > 1) return found.map(({ name }) => name).join(" and ");
    const linked = linksOf(row).map(({ platform, userId }) => look(link, `${platform} ${userId}`));
    return found[0] ?? linked.find((one) => one !== undefined);
  };
}

const look = (index: ReadonlyMap<string, PersonOnRecord>, key: string | null | undefined) =>
  key ? index.get(personKey(key)) : undefined;

const linksOf = ({ slackUserId, teamsUserId }: PersonRow): PersonChange["links"] => [
  ...(slackUserId === undefined ? [] : [{ platform: "slack" as const, userId: slackUserId }]),
  ...(teamsUserId === undefined ? [] : [{ platform: "teams" as const, userId: teamsUserId }]),
];

const keyOfRow = (row: PersonRow) => row.email ?? row.employeeId ?? row.externalId ?? "";

const keyProblem = (row: PersonRow & { line: number }, names: string): Problem => ({
  line: row.line,
  column: "employee_id",
  value: row.employeeId ?? keyOfRow(row),
  reason: `the e-mail and the ids of this row are of two people: ${names}. Mend the row, or merge them first`,
});

function standing(
  row: PersonRow & { line: number },
  found: PersonOnRecord | undefined,
  seen: ReadonlyMap<number, number>,
): Problem | undefined {
  const problem = (column: string, reason: string) => ({ line: row.line, column, value: keyOfRow(row), reason });
  if (!found && row.name === undefined)
    return problem("name", "is empty, and nobody with that e-mail or id is on record");
  const first = found && seen.get(found.id);
  if (first !== undefined) return problem("email", `is the person of line ${first} again`);
  const after = { ...(found ?? {}), ...said(row) };
  if (!after.email && !after.employeeId && !after.externalId)
    return problem("email", "would leave this person without e-mail and ids: one of them has to stay");
  return undefined;
}

/** The fields a row speaks of. */
const said = (row: PersonFields): Partial<PersonFacts> =>
  Object.fromEntries(FACTS.flatMap((field) => (row[field] === undefined ? [] : [[field, row[field]]])));

const NEW: Omit<PersonFacts, "name"> = {
  email: null,
  employeeId: null,
  externalId: null,
  tier: "employee",
  seniorLeader: false,
  audience: "employee",
  granted: [],
  title: null,
  leftOn: null,
};

function changeOf(row: PersonRow & { line: number }, found: PersonOnRecord | undefined, today: IsoDate): PersonChange {
  const before = found && factsOf(found);
  const { line } = row;
  const after: PersonFacts = { ...NEW, name: row.name ?? "", ...before, ...said(row) };
  const links = linksOf(row).filter(
    (one) => !found?.links.some(({ platform, userId }) => platform === one.platform && userId === one.userId),
  );
  const lead = row.lead && row.department !== undefined && !found?.leads.includes(row.department);
  return {
    line,
    id: found?.id,
    before,
    after: before ? keptSpelling(before, after) : after,
    ...moveOf(row, found, today),
    lead: lead ? row.department : undefined,
    links,
    held: undefined,
    confirmers: undefined,
  };
}

/** `ANA@City.example` and `124` for 000124 are the same as before: that changes nobody. */
function keptSpelling(before: PersonFacts, after: PersonFacts): PersonFacts {
  const same = (one: string | null, other: string | null) => one && other && personKey(one) === personKey(other);
  return {
    ...after,
    email: same(before.email, after.email) ? before.email : after.email,
    employeeId: same(before.employeeId, after.employeeId) ? before.employeeId : after.employeeId,
    externalId: same(before.externalId, after.externalId) ? before.externalId : after.externalId,
    granted: [...before.granted].sort().join() === [...after.granted].sort().join() ? before.granted : after.granted,
  };
}

/** A new department counts from the day said, else from today; what was only claimed is confirmed by a file that agrees. */
function moveOf(row: PersonRow, found: PersonOnRecord | undefined, today: IsoDate) {
  const none = { move: undefined, confirm: undefined };
  if (row.department === undefined) return none;
  const from = row.from ?? today;
  const current = found?.memberships.findLast((one) => one.from <= from);
  if (!current) return { ...none, move: { department: row.department, from: row.from ?? ALWAYS, before: undefined } };
  if (current.department !== row.department)
    return { ...none, move: { department: row.department, from, before: current.department } };
  return { ...none, confirm: current.confirmed ? undefined : current.id };
}

const isAdmin = (facts: PersonFacts, today: IsoDate) =>
  facts.granted.includes("admin") && (facts.leftOn === null || facts.leftOn > today);

/** A file that leaves nobody to administer is refused where it takes the role, or the last day, of the last one. */
function lastAdministrator(
  changes: readonly (PersonChange | undefined)[],
  onRecord: readonly PersonOnRecord[],
  today: IsoDate,
): Problem[] {
  if (!onRecord.some((person) => isAdmin(person, today))) return [];
  const changed = new Map(changes.flatMap((change) => (change?.id === undefined ? [] : [[change.id, change.after]])));
  const left = onRecord.some((person) => isAdmin(changed.get(person.id) ?? person, today));
  const added = changes.some((change) => change && change.id === undefined && isAdmin(change.after, today));
  if (left || added) return [];
  return changes.flatMap((change) =>
    change?.before && isAdmin(change.before, today)
      ? [
          {
            line: change.line,
            column: change.after.granted.includes("admin") ? "left_on" : "roles",
            value: change.before.email ?? change.before.employeeId ?? "",
            reason: "is the only administrator: name another one first",
          },
        ]
      : [],
  );
}

/** More people than that leaving in one file is more likely a filter set wrong than a truth (contract: mass leave). */
export const isMassLeave = (leaving: number, active: number): boolean => leaving > 10 && leaving > active * 0.05;

function holdMassLeave(
  changes: (PersonChange | undefined)[],
  onRecord: readonly PersonOnRecord[],
  today: IsoDate,
): (PersonChange | undefined)[] {
  const active = onRecord.filter(({ leftOn }) => leftOn === null || leftOn > today).length;
  const leaves = (change: PersonChange | undefined) =>
    change?.before !== undefined && change.before.leftOn === null && change.after.leftOn !== null;
  if (!isMassLeave(changes.filter(leaves).length, active)) return changes;
  return changes.map((change) =>
    change && leaves(change)
      ? { ...change, after: { ...change.after, leftOn: null }, held: change.after.leftOn ?? undefined }
      : change,
  );
}

/**
 * The equity officer's role takes two, also in a file: it waits for an officer or an administrator on record to confirm it, and
 * holds at once where there is none, or where an officer brings the file (contract.md, Who may do what).
 */
function holdOfficers(
  changes: (PersonChange | undefined)[],
  onRecord: readonly PersonOnRecord[],
  today: IsoDate,
  author: ImportAuthor,
): (PersonChange | undefined)[] {
  const able = onRecord.filter(
    ({ granted, leftOn }) =>
      (granted.includes("officer") || granted.includes("admin")) && (leftOn === null || leftOn > today),
  );
  const sure = author === "sample" || able.some(({ id, granted }) => id === author && granted.includes("officer"));
  if (sure) return changes;
  return changes.map((change) => {
    if (!change?.after.granted.includes("officer") || change.before?.granted.includes("officer")) return change;
    const confirmers = able.flatMap(({ id }) => (id === change.id || id === author ? [] : [id]));
    const granted = change.after.granted.filter((role) => role !== "officer" || confirmers.length === 0);
    return { ...change, after: { ...change.after, granted }, confirmers };
  });
}
