import type { Transcript } from "../transcript.ts";

export const transcripts: Transcript[] = [
  {
    title: "Where the city stands",
    needs: ["status"],
    steps: [
      {
        who: "nadia.rahman",
        says: "/equity status",
        sees: { says: ["Milwaukee · Q4 2026", "requirements are met.", "not reported"], alone: true },
      },
      {
        who: "nadia.rahman",
        presses: "Show all here",
        sees: { says: ["Milwaukee · Q4 2026", "as of Sat 21 Nov 14:05", "not reported"], alone: true },
      },
      {
        who: "nadia.rahman",
        says: "/equity status public works q3",
        sees: { says: ["Public Works · Q3 2026", "requirements were met."], never: ["Milwaukee ·"] },
      },
      {
        who: "nadia.rahman",
        says: "/equity status public works q3 in full",
        sees: { says: ["Public Works · Q3 2026", "as of Sat 21 Nov 14:05"], never: ["Milwaukee ·"] },
      },
      {
        who: "nadia.rahman",
        says: "/equity status training",
        sees: { says: ["Milwaukee · Q4 2026", "21 departments reported"], never: ["Activities led"] },
      },
      { who: "bo.chen", says: "/equity status", sees: { never: ["as of", "requirements"], alone: true } },
    ],
  },
  {
    title: "A count is corrected, with its reason",
    needs: ["fix", "training log"],
    steps: [
      {
        who: "ana.torres",
        says: "/training 12 people took Anti-Racism 101 yesterday",
        sees: { says: ["Recorded TR-2026-0043"] },
      },
      {
        who: "nadia.rahman",
        says: '/equity fix TR-2026-0043 employees=11 because "one was counted twice"',
        sees: {
          says: [
            "Corrected TR-2026-0043",
            "11 employees",
            "It said: Anti-Racism 101 · Fri 20 Nov 2026 · Public Works · 12 employees",
            "Reason: one was counted twice",
          ],
          recorded: { employees: 11 },
        },
      },
    ],
  },
  {
    title: "Records as a spreadsheet, from day one",
    needs: ["report export"],
    steps: [
      {
        who: "nadia.rahman",
        says: "/equity report export training 2026 q1..q3 xlsx",
        sees: { says: ["Export of training", "1 Jan 2026 – 30 Sep 2026"], file: ".xlsx" },
      },
    ],
  },
];
