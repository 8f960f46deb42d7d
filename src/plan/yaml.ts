import { parseDocument } from "yaml";
import type * as z from "zod";
import { Refusal } from "../core/errors.ts";

/** Reads a data file by its schema. Throws a Refusal that names every error with its line. */
export function readYaml<Schema extends z.ZodType>(schema: Schema, yaml: string, file: string): z.output<Schema> {
  const document = parseDocument(yaml, { schema: "core" });
  if (document.errors.length > 0)
    throw new Refusal(document.errors.map((error) => `${file}: ${error.message}`).join("\n"));
  const read = schema.safeParse(document.toJS());
  if (read.success) return read.data;
  throw new Refusal(
    read.error.issues
      .map((issue) => `${file}, line ${lineOf(document, yaml, issue.path)}: ${issue.path.join(".")} ${issue.message}`)
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
