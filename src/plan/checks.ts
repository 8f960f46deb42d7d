// What a plan file must satisfy across its parts. It looks at whatever could be read, so that one wrong part does not
// hide what is wrong in another: every error comes at once.

import type { Problem } from "./yaml.ts";

type Loose = Record<string, unknown>;

export function crossCheck(raw: unknown): Problem[] {
  const file = asRecord(raw);
  return [
    ...twice(file, "departments", "code"),
    ...["goals", "obligations", "measures", "objectives", "roles", "duties", "modes", "tables"].flatMap((part) =>
      twice(file, part, "id"),
    ),
    ...unknownDepartments(file),
    ...unknownNames(file),
    ...overlaps(file),
  ];
}

function twice(file: Loose, part: string, key: string): Problem[] {
  const seen = new Set<unknown>();
  return listOf(file[part]).flatMap((one, at) => {
    const name = one[key];
    if (name !== undefined && seen.has(name))
      return [{ path: [part, at, key], message: `is "${String(name)}", which is there already` }];
    seen.add(name);
    return [];
  });
}

function unknownDepartments(file: Loose): Problem[] {
  const known = new Set(listOf(file["departments"]).map(({ code }) => code));
  const named = (path: (string | number)[], codes: unknown): Problem[] =>
    Array.isArray(codes)
      ? codes.flatMap((code, at) =>
          known.has(code)
            ? []
            : [
                {
                  path: [...path, at],
                  message: `names the department "${String(code)}", which the plan does not list`,
                },
              ],
        )
      : [];
  const goals = listOf(file["goals"]).flatMap((goal, g) => [
    ...named(["goals", g, "responsible"], goal["responsible"]),
    ...listOf(goal["strategies"]).flatMap((strategy, s) =>
      listOf(strategy["actions"]).flatMap((action, a) =>
        named(["goals", g, "strategies", s, "actions", a, "responsible"], action["responsible"]),
      ),
    ),
  ]);
  const obligations = listOf(file["obligations"]).flatMap((one, at) =>
    named(["obligations", at, "binds"], one["binds"]),
  );
  return [...goals, ...obligations];
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
  return [
    ...refers("obligations", (one) => [[one["of"], ["of"]]], placesOf(file), "goal, strategy or action"),
    ...refers(
      "obligations",
      (one) => [[asRecord(one["with"])["measure"], ["with", "measure"]]],
      ids("measures"),
      "measure",
    ),
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
  ];
}

/** Ids of every goal, strategy, action, duty and objective. */
function placesOf(file: Loose): Set<unknown> {
  const goals = listOf(file["goals"]);
  const strategies = goals.flatMap((goal) => listOf(goal["strategies"]));
  const actions = strategies.flatMap((strategy) => listOf(strategy["actions"]));
  return new Set(
    [...goals, ...strategies, ...actions, ...listOf(file["duties"]), ...listOf(file["objectives"])].map(({ id }) => id),
  );
}

/** Plan periods, and obligations of one rule for the same goal, must not hold on the same day. */
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
