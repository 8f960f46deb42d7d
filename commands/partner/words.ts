import { printDate } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Button } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { SECTORS } from "../../src/domain/engagement/kinds/index.ts";
import { isActive, PARTNER_CLASSES, type Partner } from "../../src/domain/partner/partners.ts";

/** The partners are the city's: the officer writes, leads and auditors read. */
export const WRITING: Scope = { to: "write", of: { city: true } };

const labelOf = (choices: readonly { value: string; label: string }[], value: string | undefined) =>
  choices.find((one) => one.value === value)?.label ?? value;

export const sectorLabel = (value: string | undefined): string => labelOf(SECTORS, value) ?? "not said";
export const classLabel = (value: string | undefined): string => labelOf(PARTNER_CLASSES, value) ?? "not said";

/** "Urban League · Community organization · Housing · last contact Fri 20 Nov 2026". */
export function partnerLine(partner: Partner): string {
  const { name, sector, lastOn, mergedInto } = partner;
  const said = [
    name,
    ...(partner.class === undefined ? [] : [classLabel(partner.class)]),
    ...(sector === undefined ? [] : [sectorLabel(sector)]),
    lastOn === undefined ? "no contact on record" : `last contact ${printDate(lastOn)}`,
    ...(mergedInto === undefined ? [] : [`merged into ${mergedInto}`]),
  ];
  return said.join(" · ");
}

/** Row D5: active, dormant, or never in contact. */
export function standing(partner: Partner, on: string): string {
  if (partner.lastOn === undefined) return "no contact yet";
  return isActive(partner, on) ? "active" : "dormant";
}

/** What the line does not say. */
export function details({ contact, focus, languages, consent, ownerName }: Partner): string[] {
  const said: [string, string | undefined][] = [
    ["Business contact", contact],
    ["Focus", focus],
    ["Languages", languages.length === 0 ? undefined : languages.join(", ")],
    ["Agreed to be listed", consent === undefined ? "not asked" : consent ? "yes" : "no"],
    ["Looked after by", ownerName],
  ];
  return said.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}`]));
}

export function partnerActions(partner: Partner, { actor }: Env): Button[] {
  if (!may(actor, WRITING)) return [];
  const values = { record: partner.id };
  if (partner.undone || partner.mergedInto !== undefined)
    return [{ label: "Put it back", command: "fix restore", values }];
  return [
    { label: "Add a note", command: "partner note", values, ask: true },
    { label: "Edit", command: "fix", values, ask: true },
    { label: "Undo", command: "fix undo", values },
  ];
}

export async function partnerOf(id: string, env: Env): Promise<Partner> {
  const partner = await env.stores.partners.get(id, env.today);
  if (!partner) throw new Refusal(`There is no partner ${id}. "partner find" lists them with their numbers.`, "record");
  return partner;
}
