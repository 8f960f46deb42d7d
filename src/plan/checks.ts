// What a plan file must satisfy across its parts. It looks at whatever could be read, so that one wrong part does not
// hide what is wrong in another: every error comes at once.

import { mayHave, PAPER_KINDS, PAPER_SECTIONS } from "../domain/paper/papers.ts";
import { ALL_DEPARTMENTS } from "../domain/plan/plan.ts";
import type { Problem } from "./yaml.ts";

type Loose = Record<string, unknown>;

type Path = (string | number)[];

export function crossCheck(raw: unknown): Problem[] {
  const file = asRecord(raw);
  return [
    ...twice(listed(file, "departments"), "code"),
    ...["obligations", "measures", "roles", "modes", "tables", "deadlines", "sources"].flatMap((part) =>
      twice(listed(file, part), "id"),
    ),
    ...twice(placesOf(file), "id"),
    ...unknownDepartments(file),
    ...unknownNames(file),
    ...unknownStates(file),
    ...misplacedSections(file),
    ...overlaps(file),
    ...keptTwice(file),
  ];
}

/** A part of the file, and where it is. */
type Place = [Path, Loose];

const listed = (one: Loose, part: string, path: Path = []): Place[] =>
  listOf(one[part]).map((each, at) => [[...path, part, at], each]);

function twice(places: readonly Place[], key: string): Problem[] {
  const seen = new Set<unknown>();
  return places.flatMap(([path, one]) => {
    const name = one[key];
    if (name !== undefined && seen.has(name))
      return [{ path: [...path, key], message: `is "${String(name)}", which is there already` }];
    seen.add(name);
    return [];
  });
}

/** A kind of record is kept by one series: two would contradict each other. */
function keptTwice(file: Loose): Problem[] {
  const seen = new Set<unknown>();
  return listed(file, "retention").flatMap(([path, { records }]) =>
    (Array.isArray(records) ? records : []).flatMap((name: unknown, at) => {
      if (!seen.has(name)) {
        seen.add(name);
        return [];
      }
      return [{ path: [...path, "records", at], message: `is "${String(name)}", which another series keeps already` }];
    }),
  );
}

function unknownDepartments(file: Loose): Problem[] {
  const known = new Set(listOf(file["departments"]).map(({ code }) => code));
  const named = ([path, one]: Place, key: string, also: readonly string[] = []): Problem[] => {
    const codes = one[key];
    if (!Array.isArray(codes)) return [];
    return codes.flatMap((code, at) =>
      known.has(code) || also.includes(code)
        ? []
        : [
            {
              path: [...path, key, at],
              message: `names the department "${String(code)}", which the plan does not list`,
            },
          ],
    );
  };
  return [
    ...placesOf(file).flatMap((place) => named(place, "responsible", [ALL_DEPARTMENTS])),
    ...listed(file, "obligations").flatMap((place) => named(place, "binds")),
  ];
}

/** Goals, measures, roles and modes that something refers to. */
function unknownNames(file: Loose): Problem[] {
  const refers = (
    part: string,
    key: (one: Loose) => [unknown, (string | number)[]][],
    known: Set<unknown>,
    what: string,
  ) =>
    listOf(file[part]).flatMap((one, at) =>
      key(one).flatMap(([name, path]) =>
        name === undefined || known.has(name)
          ? []
          : [
              {
                path: [part, at, ...path],
                message: `names the ${what} "${String(name)}", which the plan does not have`,
              },
            ],
      ),
    );
  const ids = (part: string) => new Set(listOf(file[part]).map(({ id }) => id));
  const placeIds = new Set(placesOf(file).map(([, { id }]) => id));
  return [
    ...refers("obligations", (one) => [[one["of"], ["of"]]], placeIds, "goal, strategy or action"),
    ...refers("obligations", measureOf, ids("measures"), "measure"),
    ...refers(
      "tables",
      (one) => listOf(one["rows"]).map((row, at) => [row["measure"], ["rows", at, "measure"]]),
      ids("measures"),
      "measure",
    ),
    ...refers(
      "duties",
      (one) => Object.keys(asRecord(one["raci"])).map((role) => [role, ["raci", role]]),
      ids("roles"),
      "role",
    ),
    ...refers("duties", (one) => [[one["mode"], ["mode"]]], ids("modes"), "mode"),
    ...refers("origins", (one) => originIds(one, ids), new Set(), "part"),
    ...refers("deadlines", (one) => [[one["of"], ["of"]]], ids("duties"), "duty"),
    ...refers("papers", (one) => [[one["deadline"], ["deadline"]]], ids("deadlines"), "deadline"),
    ...refers("papers", (one) => rolesOfPaper(one), ids("roles"), "role"),
  ];
}

/** Those of its parts that there are not; letters and modes belong to duties. */
function originIds({ about, of }: Loose, ids: (part: string) => Set<unknown>): [unknown, Path][] {
  const part = about === "letters" || about === "modes" ? "duties" : String(about);
  return [of ?? []].flat().flatMap((one, at): [unknown, Path][] => (ids(part).has(one) ? [] : [[one, ["of", at]]]));
}

/** Who approves it, and who gets it. */
const rolesOfPaper = (one: Loose): [unknown, Path][] => [
  ...[one["chain"]].flat().map((role, at): [unknown, Path] => [role, ["chain", at]]),
  ...listOf(one["to"]).map(({ role }, at): [unknown, Path] => [role, ["to", at, "role"]]),
];

const measureOf = (one: Loose): [unknown, Path][] => [[asRecord(one["with"])["measure"], ["with", "measure"]]];

/** Sections of a paper about a period in one about a record, and the other way round. */
function misplacedSections(file: Loose): Problem[] {
  return listOf(file["papers"]).flatMap(({ kind, sections }, at) => {
    const known = PAPER_KINDS.find((one) => one === kind);
    if (known === undefined || !Array.isArray(sections)) return [];
    return sections.flatMap((one: unknown, place) => {
      const name = PAPER_SECTIONS.find((section) => section === (typeof one === "string" ? one : asRecord(one)["id"]));
      if (name === undefined || mayHave(known, name)) return [];
      const allowed = PAPER_SECTIONS.filter((section) => mayHave(known, section)).join(", ");
      const message = `names the section "${name}", which a paper of the kind "${known}" cannot have; it may have ${allowed}`;
      return [{ path: ["papers", at, "sections", place], message }];
    });
  });
}

/** States an obligation calls compliant that its measure does not have. */
function unknownStates(file: Loose): Problem[] {
  const measures = listOf(file["measures"]);
  return listOf(file["obligations"]).flatMap((one, at) => {
    const { measure: id, compliant } = asRecord(one["with"]);
    const states = measures.find((measure) => measure["id"] === id)?.["states"];
    if (!Array.isArray(compliant) || !Array.isArray(states)) return [];
    return compliant
      .filter((state) => !states.includes(state))
      .map((state) => ({
        path: ["obligations", at, "with", "compliant"],
        message: `names the state "${String(state)}", which ${String(id)} does not have`,
      }));
  });
}

/** Every goal, strategy, action, duty and objective: what an obligation may belong to. No two share an id. */
function placesOf(file: Loose): Place[] {
  const goals = listed(file, "goals");
  const strategies = [
    ...goals.flatMap(([path, goal]) => listed(goal, "strategies", path)),
    ...listed(file, "strategies"),
  ];
  const actions = strategies.flatMap(([path, strategy]) => listed(strategy, "actions", path));
  return [...goals, ...strategies, ...actions, ...listed(file, "duties"), ...listed(file, "objectives")];
}

/** Plan periods must not hold on the same day. */
function overlaps(file: Loose): Problem[] {
  const periods = [
    { path: ["period"] as (string | number)[], ...asRecord(file["period"]) },
    ...listOf(file["earlier"]).map((one, at) => ({ path: ["earlier", at] as (string | number)[], ...one })),
  ] as (Loose & { path: (string | number)[] })[];
  return periods.flatMap((one, at) =>
    periods
      .slice(0, at)
      .flatMap((before) =>
        String(one["start"]) <= String(before["end"]) && String(before["start"]) <= String(one["end"])
          ? [{ path: one.path, message: `overlaps the period ${String(before["start"])} to ${String(before["end"])}` }]
          : [],
      ),
  );
}

function asRecord(value: unknown): Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

const listOf = (value: unknown): Loose[] => (Array.isArray(value) ? value.map(asRecord) : []);
