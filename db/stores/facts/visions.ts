import type { VisionFact } from "../../../src/domain/plan/facts.ts";
import type { VisionStanding } from "../../../src/domain/vision/visions.ts";

/** Where each department's vision statement stands (row A5). */
export function visionFacts(standings: readonly VisionStanding[]): Map<string, VisionFact> {
  return new Map(
    standings.map(({ department, id, status, draftedOn, adoptedId, adoptedOn }) => [
      department,
      {
        records: [...new Set([id, ...(adoptedId === undefined ? [] : [adoptedId])])],
        draftedOn: status === "adopted" ? undefined : draftedOn,
        adoptedOn,
      },
    ]),
  );
}
