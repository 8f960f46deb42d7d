/** What the core must know of a city; the plan file says it, the core never guesses it. */
export interface City {
  id: string;
  name: string;
  /** IANA time zone: every date a person says or sees is a date in this zone. */
  zone: string;
  /** 1–12: the month a fiscal year starts in. */
  fiscalStartMonth: number;
  planPeriod: { start: IsoDate; end: IsoDate; label: string };
  /** What this city calls things, for example `department: "bureau"`. */
  words: { department: string; statement?: string; council?: string };
}

/** A calendar date, `YYYY-MM-DD`, in the city's zone. */
export type IsoDate = string;
