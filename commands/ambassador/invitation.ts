import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Composing, MessageEnv, MessageKind, Skip } from "../../src/core/deliveries/messages.ts";
import { buttons, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import type { Ambassador } from "../../src/domain/ambassador/ambassadors.ts";
import { standing } from "./receipt.ts";

type Env = Omit<MessageEnv, "person" | "platform">;

/** The invited person is asked privately. One answered or withdrawn meanwhile is not sent; where it stands, it loses its buttons. */
export const ambassadorInvitation: MessageKind = {
  name: "ambassador-invitation",
  label: "Invitation to be an ambassador",
  compose: async (data, { person, posted = false, ...env }) => {
    const [only] = await composeAll([{ data, person, posted }], env);
    return only ?? GONE;
  },
  composeAll,
};

const GONE: Skip = { skip: "the invitation is not open any more" };

async function composeAll(all: readonly Composing[], env: Env): Promise<(Reply | Skip)[]> {
  const invitations = await env.stores.ambassadors.several(all.map(({ data }) => String(data["record"])));
  return all.map(({ data, posted }) => {
    const invitation = invitations.find(({ id }) => id === data["record"]);
    return invitation ? composed(invitation, posted, env) : GONE;
  });
}

function composed(invitation: Ambassador, posted: boolean, { catalog }: Env): Reply | Skip {
  const whose = departmentName(catalog, invitation.department);
  const open = !invitation.undone && invitation.state === "invited";
  if (!open && !posted) return GONE;
  const words = text(
    `${invitation.invitedByName} invites you to be a racial equity ambassador of ${whose}. Ambassadors help lead and support racial equity programming in their department.`,
  );
  if (!open) return reply(words, text(`${invitation.id}: ${standing(invitation)}.`));
  const values = { record: invitation.id };
  return reply(
    words,
    buttons(
      { label: "Accept", command: "ambassador accept", values, tone: "primary" },
      { label: "Decline", command: "ambassador decline", values },
    ),
  );
}

/** Whoever recruited sees the answer. */
export const ambassadorAnswer: MessageKind = {
  name: "ambassador-answer",
  label: "Answer to an ambassador invitation",
  compose: async ({ record }, { stores, catalog }) => {
    const answered = await stores.ambassadors.get(String(record));
    if (!answered || answered.undone) return { skip: "the invitation was undone" };
    const said = answered.state === "declined" ? "declined to be" : "accepted: they are now";
    return reply(
      text(
        `${answered.person.name} ${said} an ambassador of ${departmentName(catalog, answered.department)} (${answered.id}).`,
      ),
      buttons({ label: "All ambassadors", command: "ambassador list", values: { department: answered.department } }),
    );
  },
};
