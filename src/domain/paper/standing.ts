import type { PaperRecord, TakenStep } from "./records.ts";

export const PAPER_STANDINGS = ["in review", "returned", "approved", "submitted", "superseded", "undone"] as const;
export type PaperStanding = (typeof PAPER_STANDINGS)[number];

type Taken = Pick<PaperRecord, "steps">;

export const approvalOf = ({ steps }: Taken, role: string): TakenStep | undefined =>
  steps.find(({ decision, party }) => decision === "approved" && party === role);

export const returnOf = ({ steps }: Taken): TakenStep | undefined =>
  steps.find(({ decision }) => decision === "returned");

export const receiptOf = ({ steps }: Taken, recipient: string): TakenStep | undefined =>
  steps.find(({ decision, party }) => decision === "received" && party === recipient);

/** The role whose word it waits for; undefined once all have approved. */
export const nextReviewer = (paper: Taken & Pick<PaperRecord, "chain">): string | undefined =>
  paper.chain.find((role) => !approvalOf(paper, role));

export const isApproved = (paper: PaperRecord): boolean => nextReviewer(paper) === undefined;

/** With everybody it goes to: only then it is done. */
export const isSubmitted = (paper: PaperRecord): boolean =>
  isApproved(paper) && paper.to.every(({ id }) => receiptOf(paper, id));

/** Where a version stands. One that nobody approved gives way to any later one; one that is approved to an approved one. */
export function standingOf(paper: PaperRecord): PaperStanding {
  if (paper.undone) return "undone";
  if ((isApproved(paper) ? paper.newerApproved : paper.newer) !== undefined) return "superseded";
  if (returnOf(paper)) return "returned";
  if (!isApproved(paper)) return "in review";
  return isSubmitted(paper) ? "submitted" : "approved";
}
