import * as z from "zod";
import type { ScimUser } from "../../src/domain/import/scim.ts";
import { ScimError } from "./error.ts";
import { attributesIn, fieldOf, withAttribute } from "./user.ts";

/** Entra writes the operations with a capital, and at times `operations`. */
const operation = z.object({
  op: z
    .string()
    .transform((op) => op.toLowerCase())
    .pipe(z.enum(["add", "replace", "remove"])),
  path: z.string().max(500).optional(),
  value: z.unknown().optional(),
});

const request = z.object({ Operations: z.array(operation).min(1).max(1000) });

/** The operations as one change of a user; attributes that we do not keep are read past. */
export function patchOf(body: unknown): (user: ScimUser) => ScimUser {
  const read = request.safeParse(body).data;
  if (!read) throw new ScimError(400, "Operations must be a list of add, replace and remove", "invalidSyntax");
  const changes = read.Operations.flatMap(changesIn);
  return (user) => changes.reduce((one, [field, value]) => withAttribute(one, field, value), user);
}

function changesIn({ op, path = "", value }: z.output<typeof operation>): [keyof ScimUser, unknown][] {
  const removes = op === "remove";
  if (removes && path === "") throw new ScimError(400, "remove needs a path", "noTarget");
  const field = fieldOf(path);
  if (field !== undefined) return [[field, removes ? undefined : value]];
  if (removes) return [];
  return attributesIn(path === "" ? value : { [path]: value });
}
