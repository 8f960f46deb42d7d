import { corpora, OUTCOMES, type Scored, scoreCorpus } from "./measure.ts";

// `npm run understanding` scores every corpus; `-- aimed` those whose name begins so, `--verbose` prints each fault,
// `--json` one line for each sentence.
const args = process.argv.slice(2);
const named = args.filter((one) => !one.startsWith("--"));
const tell = (line: string) => process.stdout.write(`${line}\n`);

const share = (some: number, all: number) => `${all === 0 ? "–" : ((100 * some) / all).toFixed(1)} %`;

function summary(scored: readonly Scored[]): string {
  const parts = OUTCOMES.map((outcome) => {
    const some = scored.filter((one) => one.outcome === outcome).length;
    return `${outcome} ${share(some, scored.length)} (${some})`;
  });
  const clear = scored.filter((one) => one.clear);
  const atOnce = clear.filter((one) => one.outcome === "right").length;
  return `${scored.length}: ${parts.join(" · ")} · clear ones done at once ${share(atOnce, clear.length)} (${atOnce} of ${clear.length})`;
}

function faults(scored: readonly Scored[], by: (one: Scored) => string): string[] {
  const names = [...new Set(scored.map(by))].sort();
  return names.flatMap((name) => {
    const of = scored.filter((one) => by(one) === name);
    const needless = of.filter(({ outcome }) => outcome === "asks needlessly").length;
    const silent = of.filter(({ outcome }) => outcome === "silently wrong").length;
    return needless + silent === 0
      ? []
      : [`    ${name}: ${needless} needless, ${silent} silently wrong, of ${of.length}`];
  });
}

function inWords({ line, answer, outcome }: Scored): string {
  const { id: _id, defaulted: _defaulted, ...rest } = answer;
  const said = Object.entries(rest).filter(([, part]) => part !== null && JSON.stringify(part).length > 2);
  const root = line.root === undefined ? "" : `/${line.root} `;
  return `  ${outcome} ${line.id} ${root}${JSON.stringify(line.text)} -> ${JSON.stringify({ ...Object.fromEntries(said), command: answer.command })}`;
}

let silent = 0;
for (const corpus of corpora().filter(({ name }) => named.length === 0 || named.some((one) => name.startsWith(one)))) {
  const scored = await scoreCorpus(corpus);
  silent += scored.filter(({ outcome }) => outcome === "silently wrong").length;
  if (args.includes("--json")) {
    for (const { line, answer, outcome, clear } of scored) tell(JSON.stringify({ line, answer, outcome, clear }));
    continue;
  }
  tell(`${corpus.name}, ${summary(scored)}`);
  for (const line of faults(scored, ({ kind }) => kind)) tell(line);
  tell("  by command");
  for (const line of faults(scored, ({ line, answer }) => line.command ?? answer.command ?? "nothing")) tell(line);
  const shown = args.includes("--verbose") ? ["silently wrong", "asks needlessly"] : ["silently wrong"];
  for (const one of scored.filter(({ outcome }) => shown.includes(outcome))) tell(inWords(one));
}
if (silent > 0) process.exitCode = 1;
