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
  {
    title: "The annual report, from draft to the mayor",
    needs: ["report annual", "report write", "report send", "report approve", "report return", "report submit"],
    steps: [
      { who: "nadia.rahman", says: "/equity admin duty DIR @lee.nakamura", sees: { says: ["Holds it from"] } },
      {
        who: "nadia.rahman",
        says: "/equity report annual 2026",
        sees: { says: ["Draft:", "parts complete"], buttons: ["Word", "PDF", "HTML", "Send for review"] },
      },
      {
        who: "nadia.rahman",
        presses: "Send for review",
        sees: { says: ["not sent yet", "Letter of the Chief Equity Officer is not written"] },
      },
      { who: "nadia.rahman", presses: "Write: Letter of the Chief Equity Officer", sees: { form: { text: "" } } },
      {
        who: "nadia.rahman",
        fills: { text: "This was the first year of the plan." },
        sees: { says: ["Saved: Letter of the Chief Equity Officer"], buttons: ["Undo", "Edit", "The report"] },
      },
      {
        who: "nadia.rahman",
        says: "/equity report send annual 2026",
        sees: { says: ["Sent for review: RP-2026-0001", "Asked for approval: Lee Nakamura"], alone: true },
      },
      {
        who: "lee.nakamura",
        receives: { says: ["sent you RP-2026-0001 for approval"], buttons: ["Approve", "Return…", "PDF"], alone: true },
      },
      { who: "lee.nakamura", presses: "Return…", sees: { form: { comment: "" } } },
      {
        who: "lee.nakamura",
        fills: { comment: "Thank the departments" },
        sees: { says: ["Returned RP-2026-0001"] },
      },
      { who: "nadia.rahman", receives: { says: ["returned: Thank the departments"], alone: true } },
      {
        who: "nadia.rahman",
        says: '/equity report write annual 2026 letter "This was the first year of the plan. We thank all departments."',
        sees: { says: ["Version 2"] },
      },
      { who: "nadia.rahman", says: "/equity report send annual 2026", sees: { says: ["RP-2026-0002", "version 2"] } },
      { who: "lee.nakamura", receives: { says: ["sent you RP-2026-0002"], buttons: ["Approve"] } },
      { who: "lee.nakamura", presses: "Approve", sees: { says: ["Approved RP-2026-0002", "AP-2026-0002"] } },
      {
        who: "nadia.rahman",
        receives: {
          says: ["approved, still to be submitted to the Common Council and the Mayor"],
          buttons: ["Show it"],
        },
      },
      { who: "nadia.rahman", presses: "Show it", sees: { says: ["Kept as approved, SHA-256"], buttons: ["Word"] } },
      { who: "nadia.rahman", presses: "Word", sees: { file: ".docx" } },
      { who: "nadia.rahman", presses: "Submitted to the Common Council…", sees: { form: { file: "", to: "council" } } },
      {
        who: "nadia.rahman",
        fills: { file: "261234" },
        sees: { says: ["Still to be submitted to the Mayor"] },
      },
      { who: "nadia.rahman", presses: "Submitted to the Mayor…", sees: { form: { to: "mayor" } } },
      {
        who: "nadia.rahman",
        fills: {},
        sees: { says: ["Every receipt is on record: it is done"] },
      },
      {
        who: "nadia.rahman",
        says: "/equity status reports",
        sees: { says: ["submitted to the Common Council and the Mayor", "superseded by RP-2026-0002"] },
      },
    ],
  },
];
