import type { Transcript } from "../transcript.ts";

/** What arrives by itself, and what comes of it. */
export const transcripts: Transcript[] = [
  {
    title: "The quarterly message of a department",
    needs: ["admin place", "admin golive", "nudge handover"],
    steps: [
      { who: "devin.sokol", says: "/equity admin place public works", in: "place", sees: { says: ["Public Works"] } },
      { who: "nadia.rahman", says: "/equity admin golive start", sees: { says: ["Messages go out"] } },
      { clock: "2026-11-24T15:00:00Z" },
      { job: "quarterly-nudge" },
      {
        who: "#public works",
        receives: {
          says: [
            "Public Works · Q4 2026 closes Thu 31 Dec",
            "things are open. Start with these three.",
            "Leadership team",
            "2 leads, but no senior leader",
            "Senior managers trained",
          ],
          buttons: ["Name a senior leader", "Snooze…", "Not ours…"],
        },
      },
      { who: "ana.torres", says: "/equity roster lead @marcus.holloway senior", sees: { says: ["Marcus Holloway"] } },
      { job: "quarterly-nudge" },
      { who: "#public works", receives: { never: ["no senior leader"], says: ["Public Works · Q4 2026 closes"] } },
    ],
  },
  {
    title: "What is left is told to the leads, then to the senior leader",
    needs: ["admin place", "admin golive", "nudge snooze"],
    steps: [
      { who: "devin.sokol", says: "/equity admin place public works", in: "place", sees: { says: ["Public Works"] } },
      { who: "nadia.rahman", says: "/equity admin golive start", sees: { says: ["Messages go out"] } },
      { clock: "2026-11-24T15:00:00Z" },
      { job: "quarterly-nudge" },
      { clock: "2026-12-02T15:00:00Z" },
      { job: "follow-up" },
      {
        who: "ana.torres",
        receives: { says: ["Reminder · Public Works · ", "Nothing was recorded since the nudge"], alone: true },
      },
    ],
  },
];
