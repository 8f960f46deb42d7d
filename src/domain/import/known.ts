import type { Catalog } from "../../core/catalog/catalog.ts";
import type { Cells } from "../../core/import/cells.ts";
import { type Person, type PersonIds, personKey } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import { wholeMatch } from "../../core/understanding/names.ts";

/** What is on record already, which rows may refer to. */
export interface Known {
  department: Look;
  course: Look;
  person: (keys: readonly string[]) => PersonFound;
  today: IsoDate;
}

/** The code of what somebody wrote, or what it could mean. */
export type Look = (said: string) => { code: string } | { near: readonly string[] };

export type PersonFound = { is: "known"; person: KnownPerson } | { is: "unknown" } | { is: "two"; names: string };

export type KnownPerson = Pick<Person, "id" | "name" | "department" | "audience">;

/** Departments and courses are read as chat reads them: by code, name, alias, part of a name, or a slip of the keyboard. */
export function knownOf(catalog: Catalog, people: readonly (Person & PersonIds)[], today: IsoDate): Known {
  const look = (index: Catalog["departmentNames"], name: (code: string) => string): Look => {
    const memo = new Map<string, ReturnType<Look>>();
    return (said) => {
      const before = memo.get(said);
      if (before) return before;
      const codes = [...wholeMatch(said, index)];
      const [only] = codes;
      const found = only !== undefined && codes.length === 1 ? { code: only } : { near: codes.slice(0, 3).map(name) };
      memo.set(said, found);
      return found;
    };
  };
  return {
    department: look(catalog.departmentNames, (code) => `${catalog.department(code)?.name ?? code} (${code})`),
    course: look(catalog.courseNames, (code) => `${catalog.course(code)?.title ?? code} (${code})`),
    person: personBy(people),
    today,
  };
}

function personBy(people: readonly (Person & PersonIds)[]): Known["person"] {
  const byKey = new Map<string, Person>();
  for (const person of people)
    for (const key of [person.externalId, person.employeeId, person.email])
      if (key !== undefined && key !== null) byKey.set(personKey(key), person);
  return (keys) => {
    const found = new Map(
      keys.flatMap((key) => {
        const person = byKey.get(personKey(key));
        return person ? [[person.id, person] as const] : [];
      }),
    );
    const [person, other] = found.values();
    if (!person) return { is: "unknown" };
    return other ? { is: "two", names: `${person.name} and ${other.name}` } : { is: "known", person };
  };
}

/** A code that must be on record. */
export function reference(cells: Cells, column: string, look: Look, what: string): string {
  const typed = cells.text(column);
  if (typed === "") return "";
  const found = look(typed);
  if ("code" in found) return found.code;
  const near = found.near.length === 0 ? "" : `; it could be ${found.near.join(" or ")}`;
  cells.reject(column, `is no ${what} on record${near}`);
  return typed;
}
