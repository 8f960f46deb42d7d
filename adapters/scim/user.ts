import type { ScimRecord, ScimUser } from "../../src/domain/import/scim.ts";
import { ScimError } from "./error.ts";

const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
export const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** How an attribute is written (without its schema, in small letters) → what we keep of it. The rest is read past. */
const KEPT: Readonly<Record<string, keyof ScimUser>> = {
  username: "userName",
  externalid: "externalId",
  displayname: "displayName",
  "name.givenname": "givenName",
  "name.familyname": "familyName",
  "name.formatted": "formatted",
  title: "title",
  active: "active",
  employeenumber: "employeeNumber",
  department: "department",
  emails: "email",
  "emails.value": "email",
};

/** `urn:…:enterprise:2.0:User:department`, `name.givenName`, `emails[type eq "work"].value` by our names. */
export function fieldOf(path: string): keyof ScimUser | undefined {
  const plain = path
    .replace(/^urn:ietf:params:scim:schemas:(?:core|extension:enterprise):2\.0:User[:.]?/i, "")
    .replace(/^(emails)\[\s*(?:type\s+eq\s+"work"|primary\s+eq\s+"?true"?)\s*\](?:\.value)?$/i, "$1")
    .toLowerCase();
  return Object.hasOwn(KEPT, plain) ? KEPT[plain] : undefined;
}

const isMany = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a value of nested objects says, attribute by attribute: `{"name": {"givenName": …}}`, `{"name.givenName": …}`. */
export function attributesIn(value: unknown, within = ""): [keyof ScimUser, unknown][] {
  if (!isMany(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const path = within === "" ? key : `${within}.${key}`;
    const field = fieldOf(path);
    if (field !== undefined) return [[field, one] as [keyof ScimUser, unknown]];
    const nested = /^(?:name|urn:ietf:params:scim:schemas:(?:core|extension:enterprise):2\.0:User)$/i.test(path);
    return nested ? attributesIn(one, path) : [];
  });
}

export const EMPTY: ScimUser = { userName: "", active: true };

/** The user with one attribute set, or taken away where there is no value. */
export function withAttribute(user: ScimUser, field: keyof ScimUser, value: unknown): ScimUser {
  if (field === "active") return { ...user, active: value === undefined ? user.active : yesOrNo(value) };
  const text = field === "email" ? workAddress(value) : textOf(value, field);
  if (field === "userName") return { ...user, userName: text ?? user.userName };
  return { ...user, [field]: text };
}

/** Entra writes "False". */
function yesOrNo(value: unknown): boolean {
  const said = String(value).toLowerCase();
  if (said !== "true" && said !== "false")
    throw new ScimError(400, `active must be true or false, not ${said.slice(0, 40)}`, "invalidValue");
  return said === "true";
}

function textOf(value: unknown, field: string): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") throw new ScimError(400, `${field} must be text`, "invalidValue");
  const text = value
    .replaceAll("\0", "")
    .replace(/\p{Surrogate}/gu, "")
    .trim()
    .slice(0, 500);
  return text === "" ? undefined : text;
}

/** Of several addresses the one for work, else the primary, else the first. */
function workAddress(value: unknown): string | undefined {
  if (!Array.isArray(value)) return isMany(value) ? textOf(value.value, "emails") : textOf(value, "emails");
  const all = value.filter(isMany);
  const work = all.find(({ type }) => String(type).toLowerCase() === "work");
  const primary = all.find((one) => String(one.primary).toLowerCase() === "true");
  return textOf((work ?? primary ?? all[0])?.value, "emails");
}

/** A whole resource, as POST and PUT send it. */
export function userIn(body: unknown, before: ScimUser | undefined): ScimUser {
  const start: ScimUser = { ...EMPTY, active: before?.active ?? true };
  const user = attributesIn(body).reduce((one, [field, value]) => withAttribute(one, field, value), start);
  if (user.userName === "") throw new ScimError(400, "userName is missing", "invalidValue");
  return user;
}

export const etagOf = ({ version }: ScimRecord): string => `W/"${version}"`;

/** A user as it is answered. */
export function resourceOf(record: ScimRecord, base: string): Record<string, unknown> {
  const { user, id, createdAt, updatedAt } = record;
  const name = { givenName: user.givenName, familyName: user.familyName, formatted: user.formatted };
  const enterprise = { employeeNumber: user.employeeNumber, department: user.department };
  return {
    schemas: [CORE, ...(hasAny(enterprise) ? [ENTERPRISE] : [])],
    id: String(id),
    externalId: user.externalId,
    userName: user.userName,
    ...(hasAny(name) ? { name } : {}),
    displayName: user.displayName,
    title: user.title,
    ...(user.email === undefined ? {} : { emails: [{ value: user.email, type: "work", primary: true }] }),
    active: user.active,
    ...(hasAny(enterprise) ? { [ENTERPRISE]: enterprise } : {}),
    meta: {
      resourceType: "User",
      created: createdAt.toISOString(),
      lastModified: updatedAt.toISOString(),
      location: `${base}/Users/${id}`,
      version: etagOf(record),
    },
  };
}

const hasAny = (values: Record<string, unknown>) => Object.values(values).some((value) => value !== undefined);
