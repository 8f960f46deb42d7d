import type { Env } from "../../src/core/command/command.ts";
import { fact } from "../../src/core/records/field.ts";
import { correction } from "../../src/core/records/kind.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { text } from "../../src/core/reply/reply.ts";
import { isActive, PARTNERS, type Partner, type PartnerEntry } from "../../src/domain/partner/partners.ts";
import { peopleOf } from "../people.ts";
import { type PartnerValues, partnerFields } from "./fields.ts";
import { details, partnerActions, partnerLine, WRITING } from "./words.ts";

/** PA-…: undone, a partner is on no list; merged, it is another name of the one that stays. */
export const PARTNER = recordKind<Partner>(
  {
    ...PARTNERS,
    belongs: "city",
    listedBy: "partner find",
    store: ({ partners }, { today }) => ({
      get: (id) => partners.get(id, today),
      page: (asked) => partners.page(asked, today),
      setUndone: partners.setUndone,
    }),
    touches: () => WRITING,
    line: partnerLine,
    details: (partner) => details(partner).map(text),
    fields: [
      fact("Name", "text", (one) => one.name),
      fact("Class", "text", (one) => one.class),
      fact("Sector", "text", (one) => one.sector),
      fact("Focus", "text", (one) => one.focus),
      fact("Languages", "list", (one) => one.languages),
      fact("Contact", "text", (one) => one.contact),
      fact("May be listed", "yes or no", (one) => one.consent),
      fact("Owner", "text", (one) => one.ownerEmail),
      fact("Owner's name", "text", (one) => one.ownerName, { as: "owner_name" }),
      fact("Added on", "day", (one) => one.addedOn),
      fact("Last contact", "day", (one) => one.lastOn),
      fact("Active", "yes or no", (one, { today }) => isActive(one, today)),
    ],
    correction: correction({
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
        env.stores.partners.correct(id, await toPartner(values, env), reason, env.write),
    }),
  },
  { actions: partnerActions },
);

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
