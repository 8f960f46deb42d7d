import { recordIn, type Town } from "../support/town.ts";

/** How a record of a kind is made and changed by somebody who may. */
export interface Sample {
  who: string;
  /** A sentence that records the nth of them; the same one again says the same. */
  say(n: number): string;
  prepare?(town: Town): Promise<unknown>;
  /** The same again is another one, or the same as the first, once that was undone. */
  mayRepeat?: boolean;
  /** An input of the edit form, the fact it is, and what makes the form refuse. Undefined: it is not corrected. */
  change?: {
    input: string;
    fact: string;
    to(n: number): string;
    wrong: { at: string; inputs: Record<string, string> };
  };
}

let analysis = "";
let departments: string[] = [];
const LEAD = "ana.torres";
const OFFICER = "nadia.rahman";

/** People of the city with no other part in the suite. */
const PEOPLE = Array.from({ length: 40 }, (_, n) => `contract${String.fromCharCode(97 + (n % 26))}${n}`);
const personAt = (n: number) => `${PEOPLE[n]}@milwaukee.example`;

async function hire(town: Town): Promise<void> {
  for (const name of PEOPLE)
    await town.app.stores.people.save(
      {
        email: `${name}@milwaukee.example`,
        name: `${name} Person`,
        department: "DPW",
        tier: "employee",
        audience: "employee",
        seniorLeader: false,
        granted: [],
      },
      "2026-11-21",
      { actor: 0, request: `hire:${name}`, year: 2026 },
    );
}

const text = (input: string, other: string, words: string): Sample["change"] => ({
  input,
  fact: input,
  to: (n) => `${words} ${n}`,
  wrong: { at: `changes.${other}`, inputs: { [`changes.${other}`]: "" } },
});

/** Quarters before and after the beginning of 2023. */
const quarter = (n: number) => `${2023 + Math.floor(n / 4)}-Q${1 + (((n % 4) + 4) % 4)}`;
const sentPapers: string[] = [];

/** A report is not sent without its letter. */
async function writeLetters(town: Town): Promise<void> {
  for (let n = -12; n <= 14; n++) {
    const values = { kind: "quarterly", period: quarter(n), section: "letter", text: "A good quarter." };
    await town.press(OFFICER, { command: "report write", values });
  }
}

export const SAMPLES: Readonly<Record<string, Sample>> = {
  training: {
    who: LEAD,
    say: (n) => `/training course=EO date=2026-11-02 employees=${n + 20}`,
    change: {
      input: "employees",
      fact: "employees",
      to: (n) => String(n + 100),
      wrong: { at: "changes.heldOn", inputs: { "changes.heldOn": "2027-01-01" } },
    },
  },
  ambassadors: {
    who: LEAD,
    prepare: hire,
    say: (n) => `/ambassador recruit ${personAt(n)}`,
    change: {
      input: "why",
      fact: "reason",
      to: (n) => `moved on ${n}`,
      wrong: { at: "changes.endedOn", inputs: { "changes.endedOn": "2026-11-20" } },
    },
  },
  "leadership teams": { who: OFFICER, say: (n) => `roster lead ${personAt(n + 10)} department=MHD` },
  places: {
    who: OFFICER,
    say: (n) => `roster committee ${personAt(n)} committee="Committee ${n}"`,
    change: {
      input: "selectedBy",
      fact: "selectedBy",
      to: (n) => `Mayor ${n}`,
      wrong: { at: "changes.body", inputs: { "changes.body": "" } },
    },
  },
  boards: {
    who: OFFICER,
    say: (n) => `roster board "Board number ${"x".repeat(n)}" 9 seats, 2 vacancies`,
    change: {
      input: "applicants",
      fact: "applicants",
      to: (n) => String(n),
      wrong: { at: "changes.seats", inputs: { "changes.seats": "" } },
    },
  },
  "terms of office": {
    who: OFFICER,
    say: (n) => `admin officer term ${personAt(n)} date=2026-11-02 until=2028-04-18`,
    change: {
      input: "file",
      fact: "file",
      to: (n) => `26${1000 + n}`,
      wrong: { at: "changes.termEnd", inputs: { "changes.termEnd": "2026-01-01" } },
    },
  },
  analyses: {
    who: LEAD,
    prepare: async (town) => {
      analysis = recordIn(await town.say(LEAD, '/analysis start existing program "Snow removal routes"'));
    },
    say: (n) => `/analysis register new program "Street lights of ward ${n}"`,
    change: {
      input: "title",
      fact: "title",
      to: (n) => `Alley lights of ward ${n}`,
      wrong: { at: "changes.kind", inputs: { "changes.kind": "" } },
    },
  },
  engagements: {
    who: LEAD,
    say: (n) => `survey "Staff climate ${n}" date=2026-11-04 invited=60 responses=48`,
    change: {
      input: "note",
      fact: "note",
      // No number: a note of a survey that gives a small one is asked about.
      to: (n) => `on paper, wave ${String.fromCharCode(97 + (n % 26))}`,
      wrong: { at: "changes.heldOn", inputs: { "changes.heldOn": "2027-01-01" } },
    },
  },
  partners: {
    who: OFFICER,
    say: (n) => `partner add "${WORDS[n]} ${WORDS[n + 20]} Foundation" class=foundation`,
    change: text("focus", "name", "housing"),
  },
  measures: {
    who: OFFICER,
    prepare: (town) => town.say(OFFICER, 'measure define "Benches" unit=benches per=city'),
    say: (n) => `measure record benches period=${2022 + (n % 4)}-Q${1 + (Math.floor(n / 4) % 4)} value=${n}`,
    change: {
      input: "source",
      fact: "source",
      to: (n) => `count ${n}`,
      wrong: { at: "changes.value", inputs: { "changes.value": "many" } },
    },
  },
  visions: {
    who: LEAD,
    mayRepeat: true,
    say: (n) => `vision draft "Version ${n}: every neighborhood is served as soon as any other."`,
    change: {
      input: "text",
      fact: "text",
      to: (n) => `Every street is plowed as soon as any other, ${n}.`,
      wrong: { at: "changes.adoptedOn", inputs: { "changes.adoptedOn": "2026-11-02" } },
    },
  },
  "plan updates": {
    who: LEAD,
    say: (n) => `plan update G1.1.3 on track "Draft ${n} is in review"`,
    change: {
      input: "note",
      fact: "note",
      to: (n) => `All but ${n} are done`,
      wrong: { at: "changes.state", inputs: { "changes.state": "" } },
    },
  },
  "answers to nudges": {
    who: OFFICER,
    prepare: async (town) => {
      departments = town.app.plan.departments.map(({ code }) => code);
    },
    say: (n) => `nudge snooze until=week department=${departments[n]}`,
  },
  changes: {
    who: LEAD,
    say: (n) => `change policy from=${analysis} "Routes start in district ${n}" by=Commissioner on 2026-11-03`,
    change: {
      input: "decidedBy",
      fact: "decidedBy",
      to: (n) => `Council ${n}`,
      wrong: { at: "changes.adoptedOn", inputs: { "changes.adoptedOn": "soon" } },
    },
  },
  holds: {
    who: OFFICER,
    say: (n) => `admin hold add covers=department value=DPW because="claim ${n}"`,
    change: {
      input: "because",
      fact: "because",
      to: (n) => `claim of ${n}`,
      wrong: { at: "changes.fromOn", inputs: { "changes.fromOn": "soon" } },
    },
  },
  "records requests": {
    who: OFFICER,
    say: (n) => `report records covers=department value=DPW requester="Resident ${n}"`,
    change: {
      input: "receivedOn",
      fact: "receivedOn",
      to: (n) => `2026-0${1 + (n % 9)}-${10 + (n % 18)}`,
      wrong: { at: "changes.receivedOn", inputs: { "changes.receivedOn": "soon" } },
    },
  },
  recommendations: {
    who: LEAD,
    say: (n) => `analysis recommend to=Mayor "Plant ${n} hundred trees"`,
    change: text("addressedTo", "text", "Council"),
  },
  papers: {
    who: OFFICER,
    prepare: writeLetters,
    say: (n) => `report send quarterly ${quarter(n)}`,
  },
  approvals: {
    who: OFFICER,
    prepare: async (town) => {
      for (let n = 1; n <= 12; n++)
        sentPapers.push(recordIn(await town.say(OFFICER, `report send quarterly ${quarter(-n)}`)));
    },
    say: (n) =>
      `report decision ${sentPapers[n - 1]} returned name="Dana Lee" on=2026-11-21 reference="memo ${n}" comment="too long"`,
    change: {
      input: "reference",
      fact: "reference",
      to: (n) => `letter ${n}`,
      wrong: { at: "changes.on", inputs: { "changes.on": "2027-01-01" } },
    },
  },
  statements: {
    who: LEAD,
    say: (n) => `statement add file=26${1000 + n} "Bridge ${n}" grant`,
    change: text("committee", "file", "Public Works"),
  },
};

const WORDS =
  "Alder Birch Cedar Dogwood Elm Fir Gingko Hazel Ironwood Juniper Katsura Larch Maple Nutmeg Oak Poplar Quince Rowan Spruce Teak Umber Violet Willow Yarrow Zinnia Amber Basalt Cobalt Denim Ebony Flint Garnet Henna Indigo Jade Khaki Lilac Mauve Navy Ochre".split(
    " ",
  );
