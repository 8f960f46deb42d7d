/** Who took part in a department's training in a period, and who of its team can use the toolkit. */
export interface Participation {
  /** Distinct known persons; sessions logged by count add to attendance, never to people (row B17). */
  people: number;
  /** Attendance of contractors, always a count (row B16). */
  contractors: number;
  /** How many contractors the department has; undefined when nobody said so: then there is no percentage. */
  contractorHeadcount: number | undefined;
  /** People on the leadership team today, and those of them who hold a toolkit course (row B5). */
  leads: number;
  toolkitLeads: number;
}

/** "3 (8 % of 40)", or the count alone. */
export function contractorsInWords({ contractors, contractorHeadcount }: Participation): string {
  if (contractorHeadcount === undefined || contractorHeadcount === 0) return `${contractors}, headcount not known`;
  return `${contractors} (${Math.round((100 * contractors) / contractorHeadcount)} % of ${contractorHeadcount})`;
}
