import type { Env } from "../../src/core/command/command.ts";
import type { Partner, PartnerEntry } from "../../src/domain/partner/partners.ts";
import { type PlainKind, plainRecords } from "../fix/plain.ts";
import { peopleOf } from "../people.ts";
import { type PartnerValues, partnerFields } from "./fields.ts";
import { partnerActions, partnerLine, partnerReceipt, WRITING } from "./words.ts";

/** PA-…: undone, a partner is on no list; merged, it is another name of the one that stays. */
const KIND: PlainKind<Partner & { department: undefined }> = {
  prefix: "PA",
  get: async (id, env) => {
    const partner = await env.stores.partners.get(id, env.today);
    return partner && { ...partner, department: undefined };
  },
  changing: () => WRITING,
  setUndone: (id, undone, reason, env) => env.stores.partners.setUndone(id, undone, reason, env.write),
  line: partnerLine,
  actions: partnerActions,
  receipt: partnerReceipt,
  correction: {
    fields: partnerFields,
    valuesOf: ({ name, contact, focus, sector, class: sort, languages, consent, ownerEmail }) => ({
      name,
      contact,
      focus,
      sector,
      class: sort,
      languages,
      consent: consent === undefined ? undefined : String(consent),
      owner: ownerEmail,
    }),
    save: async ({ id }, values, reason, env) =>
      env.stores.partners.correct(id, await toPartner(values as unknown as PartnerValues, env), reason, env.write),
  },
};

export const partnerRecords = plainRecords(KIND);

/** Whoever adds a partner looks after it, unless somebody else is named. */
export async function toPartner({ owner, consent, ...values }: PartnerValues, env: Env): Promise<PartnerEntry> {
  const [person] = await peopleOf(owner ?? [], env);
  return {
    ...values,
    languages: values.languages ?? [],
    consent: consent === undefined ? undefined : consent === "true",
    owner: person?.id ?? env.actor.id,
  };
}
