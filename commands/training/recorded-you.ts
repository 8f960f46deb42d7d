import { printDate } from "../../src/core/calendar/calendar.ts";
import { courseTitle, departmentName } from "../../src/core/catalog/catalog.ts";
import type { MessageEnv, MessageKind } from "../../src/core/deliveries/messages.ts";
import { buttons, reply, text } from "../../src/core/reply/reply.ts";
import type { TrainingRecord } from "../../src/domain/training/store.ts";

/** Everyone named is told, and can take their name off again (experience.md, The employee). */
export const recordedYou: MessageKind = {
  name: "recorded-you",
  label: "Who recorded them for a training",
  compose: async ({ record: id, by }, env) => {
    const record = await env.stores.training.get(String(id));
    if (!record || record.state === "undone") return { skip: "the record was undone" };
    if (!record.people.some((person) => person === env.person?.id)) return { skip: "no longer named" };
    const values = { record: record.id };
    return reply(
      text(`${await nameOf(Number(by), env)} recorded you for ${sessionOf(record, env)}`),
      buttons({ label: "Not me", command: "training notme", values }),
    );
  },
};

/** "Anti-Racism 101 · Fri 20 Nov 2026 · Public Works (TR-2026-0012)". */
export function sessionOf(record: TrainingRecord, { catalog }: Pick<MessageEnv, "catalog">): string {
  const { course, heldOn, department, id } = record;
  const parts = [courseTitle(catalog, course), printDate(heldOn), departmentName(catalog, department)];
  return `${parts.join(" · ")} (${id})`;
}

async function nameOf(id: number, { stores, today }: Pick<MessageEnv, "stores" | "today">): Promise<string> {
  const [person] = await stores.people.byId([id], today);
  return person?.name ?? "Somebody";
}
