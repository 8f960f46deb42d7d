import type { Audience, Tier } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";

/** A person's own row, whole. */
export interface PersonFacts {
  email: string | null;
  employeeId: string | null;
  externalId: string | null;
  name: string;
  tier: Tier;
  seniorLeader: boolean;
  audience: Audience;
  granted: readonly ("officer" | "auditor" | "admin")[];
  title: string | null;
  leftOn: IsoDate | null;
}

export interface Membership {
  id: number;
  department: string;
  from: IsoDate;
  confirmed: boolean;
}

export interface PersonOnRecord extends PersonFacts {
  id: number;
  /** By the day they begin. */
  memberships: readonly Membership[];
  links: readonly { platform: "slack" | "teams"; userId: string }[];
  leads: readonly string[];
}

/** What an import does to one person. */
export interface PersonChange {
  line: number;
  /** Undefined for somebody new. */
  id: number | undefined;
  before: PersonFacts | undefined;
  after: PersonFacts;
  move: { department: string; from: IsoDate; before: string | undefined } | undefined;
  /** A department that the person had only said of themselves. */
  confirm: number | undefined;
  lead: string | undefined;
  links: readonly { platform: "slack" | "teams"; userId: string }[];
  /** Would leave with too many others at once: an administrator decides. */
  held: IsoDate | undefined;
  /** Who may confirm that they are to be equity officer: until then they are not, unless there is nobody. */
  confirmers: readonly number[] | undefined;
}

export const FACTS = [
  "email",
  "employeeId",
  "externalId",
  "name",
  "tier",
  "seniorLeader",
  "audience",
  "granted",
  "title",
  "leftOn",
] as const;

export const factsOf = (person: PersonFacts): PersonFacts => ({
  email: person.email,
  employeeId: person.employeeId,
  externalId: person.externalId,
  name: person.name,
  tier: person.tier,
  seniorLeader: person.seniorLeader,
  audience: person.audience,
  granted: person.granted,
  title: person.title,
  leftOn: person.leftOn,
});

/** What changes of a person, old → new, in the words of the file's columns. */
export function differences({ before, after, move, lead, links, held, confirm, confirmers }: PersonChange): string[] {
  const column = (field: keyof PersonFacts) => COLUMN_OF[field] ?? field;
  const own = before
    ? FACTS.flatMap((field) =>
        shown(before[field]) === shown(after[field])
          ? []
          : [`${column(field)} ${shown(before[field])} → ${shown(after[field])}`],
      )
    : [];
  return [
    ...own,
    ...(move && before ? [`department ${move.before ?? "none"} → ${move.department} from ${move.from}`] : []),
    ...(confirm === undefined ? [] : ["department confirmed"]),
    ...(lead === undefined ? [] : [`lead of ${lead}`]),
    ...links.map(({ platform }) => `linked on ${platform === "slack" ? "Slack" : "Teams"}`),
    ...(held === undefined ? [] : [`left_on ${held} waits for an administrator`]),
    ...(confirmers === undefined ? [] : [confirmers.length > 0 ? "officer waits to be confirmed" : "officer at once"]),
  ];
}

const COLUMN_OF: Partial<Record<keyof PersonFacts, string>> = {
  employeeId: "employee_id",
  externalId: "external_id",
  seniorLeader: "senior_leader",
  granted: "roles",
  leftOn: "left_on",
};

function shown(value: PersonFacts[keyof PersonFacts]): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : [...value].sort().join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === null || value === "" ? "none" : String(value);
}
