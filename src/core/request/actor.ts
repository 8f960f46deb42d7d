import type { Platform } from "./request.ts";

export const ROLES = ["employee", "lead", "officer", "admin", "auditor"] as const;
export type Role = (typeof ROLES)[number];

/** The person behind a request, resolved by the core from the platform identity. */
export interface Actor {
  id: number;
  email: string;
  name: string;
  /** Current department; unconfirmed ones are a default for the person's own logging and nothing else. */
  department: string | undefined;
  departmentConfirmed: boolean;
  /** Departments on whose active leadership roster this person is: this, and nothing else, makes a lead. */
  leads: readonly string[];
  /** Roles given by an administrator. */
  granted: readonly ("officer" | "admin" | "auditor")[];
  platform: Platform;
  /** Administrator by ADMIN_EMAILS only; the trail says so on every write. */
  bootstrap?: true;
}

/** An auditor writes nothing, so an auditor is nothing else (docs/decisions/0007-auditors.md). */
export function rolesOf({ granted, leads }: Pick<Actor, "granted" | "leads">): Role[] {
  if (granted.includes("auditor")) return ["auditor"];
  return ["employee", ...(leads.length > 0 ? (["lead"] as const) : []), ...granted];
}

/**
 * What a request would touch. `log` adds the person's own work, `read` and `write` are for records, `configure` for
 * settings; `open` is for what any employee may see (the course list, help).
 */
export type Scope = { to: "open" } | { to: "read" | "log" | "write"; of: Subject } | { to: "configure" };

export type Subject =
  | { city: true }
  | { department: string }
  /** One person's own record. */
  | { person: number }
  /** One entry: by whom it was made, in which department, and whether its quarter is closed. */
  | { entry: { author: number; department: string; closed: boolean } };

/** Who may do what (contract.md): no, unless one of the person's roles says yes. */
export function may(actor: Actor, scope: Scope): boolean {
  return isKnown(scope) && rolesOf(actor).some((role) => RULES[role](actor, scope));
}

/** What a list is of: the department that is named, else the city for whoever may read it, else the department one leads. */
export function cityOrLed(department: string | undefined, actor: Actor): Scope {
  const city: Scope = { to: "read", of: { city: true } };
  const code = department ?? (may(actor, city) ? undefined : actor.leads[0]);
  return code === undefined ? city : { to: "read", of: { department: code } };
}

/** The department a list is of; none for the whole city. */
export const departmentMeant = (department: string | undefined, actor: Actor): string | undefined => {
  const scope = cityOrLed(department, actor);
  return "of" in scope ? departmentOf(scope.of) : undefined;
};

const RULES: Record<Role, (actor: Actor, scope: Scope) => boolean> = {
  employee: (actor, scope) => {
    if (scope.to === "open") return true;
    if (scope.to === "configure") return false;
    if ("person" in scope.of) return scope.to === "read" && scope.of.person === actor.id;
    if ("entry" in scope.of)
      return scope.of.entry.author === actor.id && (scope.to === "read" || !scope.of.entry.closed);
    return scope.to === "log" && "department" in scope.of && scope.of.department === actor.department;
  },
  lead: (actor, scope) => {
    if (scope.to === "open" || scope.to === "configure") return false;
    const department = departmentOf(scope.of);
    return department !== undefined && actor.leads.includes(department);
  },
  officer: (_actor, scope) => scope.to !== "configure",
  admin: (_actor, scope) => scope.to === "configure",
  auditor: (_actor, scope) => scope.to === "read" || scope.to === "open",
};

/** A command that says nothing, or less than it must, about what it touches may not be used by anybody. */
function isKnown(scope: Scope | undefined): boolean {
  switch (scope?.to) {
    case "open":
    case "configure":
      return true;
    case "read":
    case "log":
    case "write":
      return isSubject(scope.of);
    default:
      return false;
  }
}

function isSubject(subject: Subject | undefined): boolean {
  if (subject === undefined) return false;
  if ("city" in subject) return subject.city;
  if ("person" in subject) return Number.isInteger(subject.person);
  return typeof departmentOf(subject) === "string";
}

function departmentOf(subject: Subject): string | undefined {
  if ("department" in subject) return subject.department;
  if ("entry" in subject) return subject.entry.department;
  return undefined;
}
