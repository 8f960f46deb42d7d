import type { Transcript } from "../transcript.ts";

/** Scenes whose commands are still to come, in the words of experience.md: each begins to be played when they are there. */
export const transcripts: Transcript[] = [
  {
    title: "A silent invitation is mentioned after ten business days",
    needs: ["ambassador recruit", "admin golive", "admin duty"],
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
        sees: { says: ["Milwaukee · Q4 2026", " of ", "requirements are met.", "days are left."] },
      },
      {
        who: "nadia.rahman",
        presses: "Show all here",
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
    title: "The annual report, as it stands",
    needs: ["report annual"],
    steps: [
      {
        who: "nadia.rahman",
        says: "/equity report annual 2026",
        sees: { says: ["Draft:", "parts complete"], buttons: ["Word", "PDF", "HTML"] },
      },
    ],
  },
];
