import type { PlaygroundHost, PlaygroundPerson } from "./host.ts";

/** A place of the playground: a direct message, or a department's channel. */
export interface PlaygroundPlace {
  id: string;
  name: string;
  kind: "direct" | "channel";
}

/** Who and what can be chosen. */
export interface Directory {
  sample: boolean;
  people: readonly PlaygroundPerson[];
  places: readonly PlaygroundPlace[];
}

/** Reads the directory, or gives the last one while the database cannot be reached: what was typed must find its way. */
export function createDirectory(host: PlaygroundHost): () => Promise<Directory> {
  let last: Directory | undefined;
  return async () => {
    try {
      last = await readDirectory(host);
      return last;
    } catch (error) {
      if (last) return last;
      throw error;
    }
  };
}

async function readDirectory(host: PlaygroundHost): Promise<Directory> {
  const [sample, people, departments] = await Promise.all([host.sample(), host.people(), host.departments()]);
  const channels = departments.map(({ code, name }) => ({
    id: code,
    name: `${name} channel`,
    kind: "channel" as const,
  }));
  return { sample, people, places: [{ id: "direct", name: "Direct message", kind: "direct" }, ...channels] };
}

/** Whom the page shows when nobody is chosen yet: a lead, who can do most of what there is to try. */
export function personOf({ people }: Directory, email: string | undefined): PlaygroundPerson | undefined {
  return (
    people.find((person) => person.email === email) ??
    people.find((person) => person.roles.includes("lead")) ??
    people[0]
  );
}

export function placeOf({ places }: Directory, id: string | undefined): PlaygroundPlace {
  return places.find((place) => place.id === id) ?? { id: "direct", name: "Direct message", kind: "direct" };
}

const ROLE_WORDS: Record<string, string> = {
  lead: "department lead",
  officer: "equity officer",
  admin: "administrator",
  auditor: "auditor",
};

/** "Department lead, equity officer"; everyone else is an employee. */
export function roleWords({ roles }: PlaygroundPerson): string {
  const words = roles.flatMap((role) => ROLE_WORDS[role] ?? []);
  return words.length === 0 ? "employee" : words.join(", ");
}

/** People by what sets them apart: city-wide roles first, then departments with their leads on top. */
export function groupPeople(people: readonly PlaygroundPerson[]): { label: string; people: PlaygroundPerson[] }[] {
  const groups = new Map<string, PlaygroundPerson[]>([["City-wide roles", []]]);
  for (const person of people) {
    const cityWide = person.roles.some((role) => role !== "lead" && role in ROLE_WORDS);
    const label = cityWide ? "City-wide roles" : (person.departmentName ?? "No department yet");
    groups.set(label, [...(groups.get(label) ?? []), person]);
  }
  const leadsFirst = (a: PlaygroundPerson, b: PlaygroundPerson) =>
    Number(b.roles.includes("lead")) - Number(a.roles.includes("lead"));
  return [...groups]
    .filter(([, some]) => some.length > 0)
    .map(([label, some]) => ({ label, people: some.sort(leadsFirst) }));
}
