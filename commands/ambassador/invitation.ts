import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { buttons, reply, text } from "../../src/core/reply/reply.ts";

/** The invited person is asked privately. An invitation answered or withdrawn meanwhile is not sent. */
export const ambassadorInvitation: MessageKind = {
  name: "ambassador-invitation",
  label: "Invitation to be an ambassador",
  compose: async ({ record }, { stores, catalog }) => {
    const invitation = await stores.ambassadors.get(String(record));
    if (!invitation || invitation.undone || invitation.state !== "invited")
      return { skip: "the invitation is not open any more" };
    const values = { record: invitation.id };
    return reply(
      text(
        `${invitation.invitedByName} invites you to be a racial equity ambassador of ${departmentName(catalog, invitation.department)}. Ambassadors help lead and support racial equity programming in their department.`,
      ),
      buttons(
        { label: "Accept", command: "ambassador accept", values, tone: "primary" },
        { label: "Decline", command: "ambassador decline", values },
      ),
    );
  },
};

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
