import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { reasonWords } from "./reasons.ts";

const NAMES: Record<string, string> = { slack: "Slack", teams: "Microsoft Teams", web: "The playground" };

/** The officer is told once that a platform refuses us; by another platform, where there is one. */
export const connectionRefused: MessageKind = {
  name: "connection-refused",
  label: "That a platform refuses the assistant",
  compose: async ({ platform, reason }, { platform: by }) => {
    const allowed = !String(reason).startsWith("missing_scope");
    // What comes by the platform itself has come through: it works again.
    if (allowed && by === platform) return { skip: "it works again" };
    const name = NAMES[String(platform)] ?? String(platform);
    return reply(
      heading(`${name} refuses messages of the assistant`),
      text(`Why: ${reasonWords(String(reason))}.`),
      text(`Nothing is lost: messages wait, and go out once an administrator has mended it (docs/${platform}.md).`),
      buttons({ label: "Which messages wait", command: "status deliveries", values: {} }),
    );
  },
};
