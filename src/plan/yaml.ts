import { parseDocument } from "yaml";
import type * as z from "zod";
import { Refusal } from "../core/request/errors.ts";

/** Something wrong in a data file, and where. */
export interface Problem {
  path: readonly PropertyKey[];
  message: string;
}

/** Reads a data file by its schema, and checks what only makes sense across its parts. Throws a Refusal that names every error with its line. */
export function readYaml<Schema extends z.ZodType>(
  schema: Schema,
  yaml: string,
  file: string,
  crossCheck: (raw: unknown) => Problem[] = () => [],
): z.output<Schema> {
  const document = parseDocument(yaml, { schema: "core" });
  if (document.errors.length > 0)
    throw new Refusal(document.errors.map((error) => `${file}: ${error.message}`).join("\n"));
  const raw = document.toJS();
  const read = schema.safeParse(raw);
  const problems: Problem[] = [...(read.error?.issues ?? []), ...crossCheck(raw)];
  if (read.success && problems.length === 0) return read.data;
  throw new Refusal(
    problems
      .map(({ path, message }) => ({ line: lineOf(document, yaml, path), said: `${path.join(".")} ${message}` }))
      .sort((a, b) => a.line - b.line)
      .map(({ line, said }) => `${file}, line ${line}: ${said}`)
      .join("\n"),
  );
}

/** The line of the nearest thing that is there on the way to the one that is wrong. */
function lineOf(document: ReturnType<typeof parseDocument>, yaml: string, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return yaml.slice(0, node.range[0]).split("\n").length;
  }
  return 1;
}
