/** Sessions and attendance of one department in some period. */
export interface TrainingTotals {
  department: string;
  sessions: number;
  employees: number;
  contractors: number;
  unsplit: number;
}
