import { addMonths } from "../../core/calendar/calendar.ts";
import type { Choice } from "../../core/fields/choice.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { Listed, Listing, RecordStore } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    partners: PartnerStore;
  }
}

/** Row D20: what sort of organisation a partner is. */
export const PARTNER_CLASSES: readonly Choice[] = [
  {
    value: "community",
    label: "Community organization",
    words: /\b(?:community organi[sz]ation|nonprofit|non-profit)s?\b/,
  },
  { value: "foundation", label: "Foundation" },
  { value: "institution", label: "Institution", words: /\binstitutions?\b/ },
  {
    value: "government",
    label: "Other government or regional leaders",
    words: /\bregional leaders?\b|\bgovernments?\b/,
  },
  { value: "practitioner", label: "Equity practitioners", words: /\bequity practitioners?\b/ },
  { value: "business", label: "Business", words: /\bbusiness(?:es)?\b/ },
];

/** The class whose share of sponsorships is shown (row D10). */
export const COMMUNITY = "community";

export interface PartnerEntry {
  name: string;
  contact: string | undefined;
  focus: string | undefined;
  sector: string | undefined;
  class: string | undefined;
  languages: readonly string[];
  consent: boolean | undefined;
  /** Id of the person who looks after it. */
  owner: number | undefined;
}

export interface Partner extends PartnerEntry, Recorded {
  department: undefined;
  ownerName: string | undefined;
  ownerEmail: string | undefined;
  addedOn: IsoDate;
  /** The record that stands for it since they were merged. */
  mergedInto: string | undefined;
  /** The last engagement or note up to the day asked for; a merged record's contacts are those of the other. */
  lastOn: IsoDate | undefined;
}

/** PA-2026-0012. */
export const PARTNERS = {
  prefix: "PA",
  noun: "partner",
  plural: "partners",
  audited: ["name", "contact", "focus", "sector", "class", "languages", "consent", "owner", "addedOn"],
  // How an organization is reached may name somebody.
  hidden: ["contact"],
  ownWords: ["focus"],
} as const satisfies KindName<keyof Partner>;

export interface PartnerNote {
  on: IsoDate;
  text: string;
  authorName: string;
}

/** Row D5: a partner is active when there was contact within twelve months. */
export const isActive = ({ lastOn }: Pick<Partner, "lastOn">, on: IsoDate): boolean =>
  lastOn !== undefined && lastOn > addMonths(on, -12);

/** The same name is the same partner. Put back, a merged partner is one of its own again. */
export interface PartnerStore extends Pick<RecordStore<PartnerEntry, Partner>, "correct" | "setUndone"> {
  add(entry: PartnerEntry, on: IsoDate, write: Write): Promise<{ outcome: "added" | "on record"; id: string }>;
  note(id: string, on: IsoDate, text: string, write: Write): Promise<void>;
  /** From now on `from` is another name of `into`; put back, it is a partner of its own again. */
  merge(from: string, into: string, write: Write): Promise<"merged" | "merged before">;
  /** With the last contact up to that day. */
  get(id: string, on: IsoDate): Promise<Partner | undefined>;
  page(asked: Listing, on: IsoDate): Promise<Listed<Partner>>;
  notes(id: string, limit: number): Promise<PartnerNote[]>;
  /** All that are neither undone nor merged, by name. */
  list(on: IsoDate): Promise<Partner[]>;
}
