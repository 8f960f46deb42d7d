import { JSON_OPTION, type Operation, print, withApp } from "./operation.ts";

/** What is past its time, and what a hold keeps; nothing is disposed of. */
export const retentionList: Operation = {
  name: "retention list",
  usage: "retention list [--json]           say what is past the time the schedule keeps it, and what a hold keeps",
  options: JSON_OPTION,
  positionals: [0, 0],
  run: (args, open) =>
    withApp(open, async (app) => {
      const all = await app.retention();
      const lines = all.map(({ series, plural, past, held, more }) => {
        const rule = series.citation === undefined ? "" : ` (${series.citation})`;
        if (series.years === undefined) return `${plural}: how long they are kept is not known${rule}`;
        const count = `${more ? "more than " : ""}${past} past ${series.years} years`;
        return `${plural}: ${count}, ${held} kept by a hold${rule}`;
      });
      const none = "The plan file has no retention schedule: nothing is ever past its time.";
      print(args, all, lines.length === 0 ? none : lines.join("\n"));
      return 0;
    }),
};
