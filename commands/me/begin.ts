import { defineCommand } from "../../src/core/command/command.ts";
import { FIRST } from "../../src/core/places/home.ts";
import { buttons, reply } from "../../src/core/reply/reply.ts";
import { mayUse } from "../../src/core/request/permit.ts";
import { me } from "./me.ts";

/** The buttons of a home: what somebody may do and no more, in the order in which most people want it. */
const homeBegin = defineCommand({
  name: "home begin",
  summary: "What you may begin with.",
  roles: ["employee", "auditor"],
  internal: true,
  reads: true,
  fields: {},
  examples: ["begin"],
  scope: () => ({ to: "open" }),
  execute: async (_values, { actor, commands }) => {
    const usable = FIRST.filter(({ command }) => commands.some((one) => one.name === command && mayUse(actor, one)));
    const [first, ...others] = usable;
    return reply(...(first ? [buttons({ ...first, tone: "primary" }, ...others)] : []));
  },
});

/** Of oneself. */
export const ownPages = [me, homeBegin];
