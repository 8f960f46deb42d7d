/** Kind and code of an error, never what was typed or anybody's name. */
export function describeError(error: unknown) {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code } = error as { code?: unknown };
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return { kind: error.name, code, stack: frames?.slice(0, 7).map((line) => line.trim()) };
}
