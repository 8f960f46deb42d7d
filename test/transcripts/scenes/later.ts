import type { Transcript } from "../transcript.ts";

/** Scenes whose commands are still to come, in the words of experience.md: each begins to be played when they are there. */
export const transcripts: Transcript[] = [
  {
    title: "The quarterly message of a department",
    needs: ["admin place", "admin golive", "nudge handover"],
    steps: [
      { who: "devin.sokol", says: "/equity admin place public works", sees: { says: ["Public Works"] } },
      { who: "nadia.rahman", says: "/equity admin golive start", sees: { says: ["Messages go out"] } },
      { clock: "2026-11-24T15:00:00Z" },
      { job: "quarterly-nudge" },
      {
        who: "#public works",
        receives: {
          says: [
            "Public Works · Q4 2026 closes Thu 31 Dec",
            "Leadership team has two leads, but no senior leader.",
            "One existing program must be analysed by",
          ],
          buttons: ["Name a senior leader", "Add names", "Start an analysis", "Not applicable…", "Hand over…"],
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
      { who: "devin.sokol", says: "/equity admin place public works", sees: { says: ["Public Works"] } },
      { who: "nadia.rahman", says: "/equity admin golive start", sees: { says: ["Messages go out"] } },
      { clock: "2026-11-24T15:00:00Z" },
      { job: "quarterly-nudge" },
      { clock: "2026-12-02T15:00:00Z" },
      { job: "follow-up" },
      { who: "ana.torres", receives: { says: ["Public Works", "senior leader"], alone: true } },
    ],
  },
  {
    title: "A silent invitation is mentioned after ten business days",
    needs: ["ambassador recruit", "admin golive", "nudge snooze"],
    steps: [
      { who: "nadia.rahman", says: "/equity admin golive start", sees: { says: ["Messages go out"] } },
      { who: "ana.torres", says: "/ambassador recruit @lee.nakamura", sees: { says: ["Invited AM-2026-"] } },
      { clock: "2026-12-08T15:00:00Z" },
      { job: "reminders" },
      { who: "ana.torres", receives: { says: ["Lee Nakamura", "not answered"], alone: true } },
    ],
  },
  {
    title: "What the city's plan asks for, in words first",
    needs: ["plan show"],
    steps: [
      {
        who: "nadia.rahman",
        says: "/equity status",
        sees: { says: ["Milwaukee · Q4 2026", "as of Sat 21 Nov 14:05", " of ", "met", "Quarter"] },
      },
    ],
  },
  {
    title: "Who is responsible for what",
    needs: ["plan raci"],
    steps: [{ who: "nadia.rahman", says: "/equity status raci", sees: { says: ["Accountable", "Responsible"] } }],
  },
  {
    title: "The quarterly table",
    needs: ["report quarterly"],
    steps: [
      {
        who: "nadia.rahman",
        says: "/equity report quarterly 2026",
        sees: {
          says: ["2026", "Q1", "Q4", "Certified small business enterprises", "Target", "not reported"],
        },
      },
    ],
  },
  {
    title: "The annual report, from draft to the mayor",
    needs: ["report annual"],
    steps: [
      {
        who: "nadia.rahman",
        says: "/equity report annual 2026",
        sees: { says: ["draft", "missing"], file: ".docx", buttons: ["Approve…"] },
      },
    ],
  },
];
