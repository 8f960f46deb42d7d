import { type Shown, suppressed } from "../core/reply/suppress.ts";
import type { Engagement } from "../domain/engagement/engagements.ts";
import { kindOf } from "../domain/engagement/kinds/index.ts";
import { isActive, type Partner } from "../domain/partner/partners.ts";
import type { Sheet } from "./sheet.ts";

/** One row a record of any kind; what was not given is empty, and small answers to surveys are not shown. */
export function engagementSheet(engagements: readonly Engagement[]): Sheet {
  return {
    name: "engagements",
    columns: [
      ...["record", "kind", "type", "title", "held_on", "department", "led_by", "partner", "body", "sector", "topic"],
      ...["languages", "invited", "responses", "employees", "contractors", "residents", "seats", "completers"],
      ...["opportunities", "about", "starts_on", "due_on", "next_on", "closed_on", "asked", "awarded"],
    ],
    rows: engagements.map((one) => [
      ...[one.id, one.kind, one.type, one.title, one.heldOn, one.department],
      ...[one.ledBy.map(({ email }) => email).join("; ") || undefined, one.partner, one.body, one.sector, one.topic],
      ...[one.languages.join("; ") || undefined, one.invited, ...countsOf(one), one.seats, one.completers],
      ...[one.opportunities, one.about, one.startsOn, one.dueOn, one.nextOn, one.closedOn, one.asked, one.awarded],
    ]),
  };
}

/** Responses, and who gave them. */
function countsOf({ kind, responses, employees, contractors, residents }: Engagement): Shown[] {
  const parts = [employees, contractors, residents];
  if (kindOf(kind).survey !== true) return [responses, ...parts];
  return [...suppressed([responses], false), ...suppressed(parts, responses !== undefined)];
}

/** The partner database as it stands. */
export function partnerSheet(partners: readonly Partner[], on: string): Sheet {
  return {
    name: "partners",
    columns: [
      ...["record", "name", "class", "sector", "focus", "languages", "contact", "may_be_listed", "owner"],
      ...["added_on", "last_contact", "active"],
    ],
    rows: partners.map((one) => [
      ...[one.id, one.name, one.class, one.sector, one.focus, one.languages.join("; ") || undefined, one.contact],
      ...[one.consent === undefined ? undefined : yesOrNo(one.consent), one.ownerEmail, one.addedOn, one.lastOn],
      yesOrNo(isActive(one, on)),
    ]),
  };
}

const yesOrNo = (is: boolean) => (is ? "yes" : "no");
