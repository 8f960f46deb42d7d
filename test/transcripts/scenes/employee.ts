import type { Transcript } from "../transcript.ts";

const COUNTED = "/training 12 people took Anti-Racism 101 yesterday";
const RECEIPT = ["Anti-Racism 101 · Fri 20 Nov 2026 · Public Works · 12 employees"];

export const transcripts: Transcript[] = [
  {
    title: "Twelve people took a course, and some of them are named",
    needs: ["training log", "training names", "training notme"],
    steps: [
      {
        who: "ana.torres",
        says: COUNTED,
        sees: {
          says: ["Recorded TR-2026-", ...RECEIPT, "Counts as attendance. Name people to count them as trained."],
          buttons: ["Add names", "Edit", "Undo"],
          alone: true,
          recorded: { course: "ARA101", heldOn: "2026-11-20", department: "DPW", employees: 12 },
        },
      },
      { who: "ana.torres", presses: "Add names", sees: { form: { sheet: "" }, says: ["Names or e-mail addresses"] } },
      {
        who: "ana.torres",
        fills: { sheet: "name,email\nBo Chen,\n,lee.nakamura@milwaukee.example\nMaria,\n" },
        sees: {
          says: ["Each row as it was matched. Nothing is saved yet.", "Bo Chen", "Lee Nakamura", "several: Maria"],
          buttons: ["Save 2 names"],
        },
      },
      {
        who: "ana.torres",
        presses: "Save 2 names",
        sees: { says: ["Added 2 names to TR-2026-", "Bo Chen, Lee Nakamura"] },
      },
      {
        who: "bo.chen",
        receives: { says: ["Ana Torres recorded you for Anti-Racism 101"], buttons: ["Not me"], alone: true },
      },
      { who: "bo.chen", presses: "Not me", sees: { says: ["Your name is off TR-2026-"] } },
      { who: "ana.torres", receives: { says: ["Bo Chen says “not me”"] } },
    ],
  },
  {
    title: "A bare command opens a form, and a form that fails keeps what was typed",
    needs: ["training log"],
    steps: [
      {
        who: "bo.chen",
        says: "/training",
        sees: { form: { course: "", heldOn: "2026-11-21", department: "DPW", employees: "" } },
      },
      {
        who: "bo.chen",
        fills: { course: "ARA101", note: "Room 4, with <tea> & coffee" },
        sees: { wrong: { people: "Say who" } },
      },
      {
        who: "bo.chen",
        fills: { employees: "9" },
        sees: {
          says: [
            "Recorded TR-2026-",
            "Anti-Racism 101 · Sat 21 Nov 2026 · Public Works · 9 employees",
            "<tea> & coffee",
          ],
          recorded: { employees: 9, note: "Room 4, with <tea> & coffee" },
        },
      },
    ],
  },
  {
    title: "What was typed already stands in the form",
    needs: ["training log"],
    steps: [
      {
        who: "bo.chen",
        says: "/training anti-racism 101 yesterday",
        sees: { form: { course: "ARA101", heldOn: "2026-11-20", department: "DPW", people: "" } },
      },
    ],
  },
  {
    title: "Two Tuesdays may be meant",
    needs: ["training log"],
    steps: [
      {
        who: "ana.torres",
        says: "/training antiracism with @ana.torres and @bo.chen last tuesday in parks",
        sees: {
          says: ["Which date?", '"last tuesday" could be Tue 17 Nov 2026 or Tue 10 Nov 2026'],
          buttons: ["Tue 17 Nov 2026", "Tue 10 Nov 2026", "Another…"],
        },
      },
    ],
  },
  {
    title: "A day is chosen, and those who are named are on record",
    needs: ["training log"],
    steps: [
      {
        who: "ana.torres",
        says: "/training antiracism with @ana.torres and @bo.chen last tuesday",
        sees: { buttons: ["Tue 17 Nov 2026", "Tue 10 Nov 2026"] },
      },
      {
        who: "ana.torres",
        presses: "Tue 17 Nov 2026",
        sees: { says: ["Recorded TR-2026-", "Tue 17 Nov 2026", "Named: Ana Torres, Bo Chen"] },
      },
    ],
  },
  {
    title: "980 people in one session",
    needs: ["training log"],
    steps: [
      {
        who: "bo.chen",
        says: "/training 980 people took EO compliance today",
        sees: {
          says: ["980 people in one session: is that right?"],
          never: ["Recorded"],
          buttons: ["Yes, record 980", "Change"],
        },
      },
      {
        who: "bo.chen",
        presses: "Yes, record 980",
        sees: { says: ["Recorded TR-2026-", "980 employees"], recorded: { employees: 980, heldOn: "2026-11-21" } },
      },
    ],
  },
  {
    title: "An entry is undone, and put back",
    needs: ["training log", "fix undo", "fix restore"],
    steps: [
      { who: "ana.torres", says: COUNTED, sees: { says: RECEIPT } },
      { who: "ana.torres", presses: "Undo", sees: { says: ["Undone TR-2026-"], buttons: ["Put it back"] } },
      { who: "ana.torres", presses: "Put it back", sees: { says: RECEIPT, buttons: ["Undo"] } },
    ],
  },
  {
    title: "What is on record about me",
    needs: ["me"],
    steps: [
      {
        who: "bo.chen",
        says: "/equity me",
        sees: { says: ["Bo Chen", "Public Works", "Due"], never: ["Ana Torres", "Lee Nakamura"], alone: true },
      },
      { who: "bo.chen", opens: "home", sees: { says: ["Bo Chen"], never: ["Lee Nakamura"] } },
    ],
  },
  {
    title: "In a thread and in a direct message it works the same",
    needs: ["training log"],
    steps: [
      {
        who: "ana.torres",
        says: "12 people took Anti-Racism 101 yesterday",
        in: "thread",
        sees: { says: RECEIPT, alone: true },
      },
      {
        who: "lee.nakamura",
        says: "7 people took Anti-Racism 101 on Nov 18",
        in: "direct",
        sees: { says: ["Recorded TR-2026-", "7 employees"] },
      },
    ],
  },
  {
    title: "Nonsense gets the three nearest commands and an example of each",
    needs: ["help"],
    steps: [
      {
        who: "bo.chen",
        says: "/equity trainig flurb",
        sees: {
          says: ["Perhaps you meant one of these:", "12 people took Anti-Racism 101 yesterday"],
          never: ["Recorded"],
          buttons: ["training log", "training courses", "training sessions"],
        },
      },
    ],
  },
];
