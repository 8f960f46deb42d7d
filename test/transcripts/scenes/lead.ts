import type { Transcript } from "../transcript.ts";

export const transcripts: Transcript[] = [
  {
    title: "Lee is invited to be an ambassador, and accepts",
    needs: ["ambassador recruit", "ambassador accept", "ambassador list"],
    steps: [
      {
        who: "ana.torres",
        says: "/ambassador recruit @lee.nakamura",
        sees: {
          says: ["Invited AM-2026-", "Lee Nakamura", "They are asked privately; you will see the answer."],
          buttons: ["Undo", "All ambassadors"],
          alone: true,
          recorded: { department: "DPW" },
        },
      },
      {
        who: "lee.nakamura",
        receives: {
          says: ["Ana Torres invites you to be a racial equity ambassador of Public Works"],
          buttons: ["Accept", "Decline"],
          alone: true,
        },
      },
      {
        who: "lee.nakamura",
        presses: "Accept",
        sees: { says: ["Welcome: you are an ambassador of Public Works"], recorded: { state: "active" } },
      },
      { who: "ana.torres", receives: { says: ["Lee Nakamura accepted"], alone: true } },
      {
        who: "ana.torres",
        presses: "All ambassadors",
        sees: { says: ["Lee Nakamura", "ambassador since Sat 21 Nov 2026"] },
      },
    ],
  },
  {
    title: "An invitation is declined",
    needs: ["ambassador recruit", "ambassador decline"],
    steps: [
      { who: "ana.torres", says: "/ambassador recruit @bo.chen", sees: { says: ["Invited AM-2026-"] } },
      { who: "bo.chen", receives: { buttons: ["Decline"] } },
      { who: "bo.chen", presses: "Decline", sees: { says: ["You declined to be an ambassador of Public Works"] } },
      { who: "ana.torres", receives: { says: ["Bo Chen declined"] } },
    ],
  },
  {
    title: "An analysis in six steps, gone on with by somebody else",
    needs: ["analysis start", "analysis step", "analysis invite", "analysis list"],
    steps: [
      {
        who: "ana.torres",
        says: '/analysis start existing "Snow removal routes"',
        sees: {
          says: ["Started AN-2026-", "6 steps, a short form each, saved one by one.", "6 of 6 steps left"],
          buttons: ["1 Proposal and desired results", "6 Accountability and communication", "Invite…"],
          recorded: { title: "Snow removal routes", kind: "existing", department: "DPW" },
        },
      },
      {
        who: "ana.torres",
        presses: "1 Proposal and desired results",
        sees: { says: ["Step 1 of 6", "Snow removal routes"], form: { "answers.proposal": "" } },
      },
      {
        who: "ana.torres",
        fills: {
          "answers.proposal": "Side streets are ploughed last.",
          "answers.results": "Safe walks everywhere.",
          "answers.areas": "transportation, youth",
        },
        sees: { says: ["Saved step 1 of AN-2026-", "5 of 6 steps left"], buttons: ["2 Data", "Invite…"] },
      },
      { who: "ana.torres", presses: "Invite…", sees: { form: { people: "" } } },
      { who: "ana.torres", fills: { people: "Bo Chen" }, sees: { says: ["Bo Chen"] } },
      { who: "bo.chen", receives: { says: ["Snow removal routes"], alone: true } },
      {
        who: "bo.chen",
        says: "/analysis list",
        sees: { says: ["Snow removal routes", "steps 2, 3, 4, 5, 6"], buttons: ["Go on with Snow removal routes"] },
      },
      {
        who: "bo.chen",
        presses: "Go on with Snow removal routes",
        sees: { says: ["5 of 6 steps left"], buttons: ["2 Data"] },
      },
      { who: "bo.chen", presses: "2 Data", sees: { says: ["Step 2 of 6"], form: { "answers.gaps": "" } } },
      {
        who: "bo.chen",
        fills: { "answers.gaps": "Nobody counts falls." },
        sees: { says: ["Saved step 2 of AN-2026-", "4 of 6 steps left"] },
      },
    ],
  },
  {
    title: "A leadership team is completed",
    needs: ["roster lead", "roster lead show"],
    steps: [
      { who: "ana.torres", says: "/equity roster lead show", sees: { says: ["2 leads, but no senior leader"] } },
      {
        who: "ana.torres",
        says: "/equity roster lead @marcus.holloway senior",
        sees: { says: ["Marcus Holloway", "senior leader"], recorded: { department: "DPW", senior: true } },
      },
    ],
  },
];
