import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { buttons, heading, reply } from "../../src/core/reply/reply.ts";
import { messageLabel } from "../messages.ts";
import { digestParts } from "./weekly.ts";

/** What stands behind the digest's [Show all here], as of now. */
export const statusDigest = defineCommand({
  name: "status digest",
  summary: "Show what the weekly digest looks at: what changed, what needs the officer, and what was not sent.",
  roles: ["officer", "auditor"],
  reads: true,
  fields: {},
  examples: ["status digest"],
  scope: () => ({ to: "read", of: { city: true } }),
  execute: async (_values, env) => {
    const { parts } = await digestParts(
      { ...env, pages: env.pages(), person: undefined, platform: undefined },
      messageLabel,
    );
    const [news, ...rest] = parts.filter(({ blocks }) => blocks.length > 0);
    const foot = rest.pop();
    // What needs the officer first, then what changed.
    return reply(
      heading(`${env.city.name} · week of ${printDate(env.today)}`),
      ...[...rest, news, foot].flatMap((part) => part?.blocks ?? []),
      buttons({ label: "Status", command: "status", values: {} }),
    );
  },
});
