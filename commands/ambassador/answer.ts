import { departmentName } from "../../src/core/catalog/catalog.ts";
import { type Command, defineCommand, type Env } from "../../src/core/command/command.ts";
import { record } from "../../src/core/fields/record.ts";
import { buttons, type Reply } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Ambassador } from "../../src/domain/ambassador/ambassadors.ts";
import { ambassadorReceipt, standing } from "./receipt.ts";

export const ambassadorAccept = answerCommand(
  "accept",
  "Accept an invitation to be an ambassador.",
  /\b(?:accept|agree|i(?:'| a)?m in|count me in|happy to)\b/,
);
export const ambassadorDecline = answerCommand(
  "decline",
  "Decline an invitation to be an ambassador.",
  /\b(?:decline|reject|turn down|no thanks|not able to)\b/,
);

/** Both answers are the invited person's own; without a number the one open invitation is meant. */
function answerCommand(verb: "accept" | "decline", summary: string, words: RegExp): Command {
  return defineCommand({
    name: `ambassador ${verb}`,
    summary,
    roles: ["employee"],
    fields: { record: record({ optional: true }) },
    cues: {
      tells: "wish",
      patterns: [
        [words, 2],
        [/\binvitation\b|\bambassador\b/, 1],
      ],
    },
    examples: [verb, `${verb} AM-2026-0012`],
    scope: async (values, env) => {
      const invitation = await invitationOf(values.record, env);
      return { to: "read", of: { person: invitation.person.id } };
    },
    execute: async (values, env) => {
      const invitation = await invitationOf(values.record, env);
      if (invitation.person.id !== env.actor.id)
        throw new Refusal("Only the person who was invited can answer an invitation.");
      const { outcome, ambassador } = await env.stores.ambassadors.answer(
        invitation.id,
        verb === "accept",
        env.today,
        env.write,
      );
      return answered(outcome, verb, ambassador, env);
    },
  });
}

function answered(outcome: "answered" | "answered before", verb: string, ambassador: Ambassador, env: Env): Reply {
  const whose = departmentName(env.catalog, ambassador.department);
  if (outcome === "answered before")
    return ambassadorReceipt(`This invitation is not open any more: ${standing(ambassador)}`, [ambassador], env);
  const title =
    verb === "accept" ? `Welcome: you are an ambassador of ${whose}` : `You declined to be an ambassador of ${whose}`;
  const end = {
    label: "Step down",
    command: "ambassador end",
    values: { people: ambassador.person.email, reason: "stepped down" },
  };
  return ambassadorReceipt(title, [ambassador], env, verb === "accept" ? [buttons(end)] : []);
}

async function invitationOf(id: string | undefined, env: Env): Promise<Ambassador> {
  if (id !== undefined) {
    const named = await env.stores.ambassadors.get(id);
    if (!named || named.undone) throw new Refusal(`There is no invitation ${id} any more. Ask whoever sent it.`);
    return named;
  }
  const open = (await env.stores.ambassadors.open(env.actor.id)).filter((one) => one.state === "invited");
  const [only] = open;
  if (!only) throw new Refusal("You have no open invitation.");
  if (open.length > 1)
    throw new Refusal(
      `You have ${open.length} open invitations: ${open.map((one) => one.id).join(", ")}. Say which one.`,
      "record",
    );
  return only;
}
