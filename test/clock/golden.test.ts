import { expect, test } from "vitest";
import { dateAt } from "../../src/core/calendar/calendar.ts";
import { plainText, type Reply } from "../../src/core/reply/reply.ts";
import { createMailbox } from "../support/mailbox.ts";
import { sampleTown } from "../support/town.ts";

// A whole fiscal year of each city, with the clock put forward from one thing that falls due to the next. The days were worked
// out by hand, with a calendar and the published lists of holidays, not by the program:
//
//   Federal (5 U.S.C. 6103, as published by the Office of Personnel Management), with the day on which offices are closed:
//   2027  Fri 1 Jan, Mon 18 Jan, Mon 15 Feb, Mon 31 May, Fri 18 Jun (19 is a Saturday), Mon 5 Jul (4 is a Sunday), Mon 6 Sep,
//         Mon 11 Oct, Thu 11 Nov, Thu 25 Nov, Fri 24 Dec (25 is a Saturday), Fri 31 Dec (1 Jan 2028 is a Saturday)
//   2028  Mon 17 Jan, Mon 21 Feb, Mon 29 May, Mon 19 Jun
//   Alaska (AS 44.12.010) besides: Seward's Day, the last Monday of March: 29 Mar 2027; Alaska Day: Mon 18 Oct 2027.
//   Oregon (ORS 187.010) and Wisconsin add no day of those years on which the two cities are closed.
//
// A nudge is due 25 business days before the last business day of a quarter; the business days of each month, counted back:
//
//   31 Mar 2027 (Wed): Mar 30, 29, 26-22, 19-15, 12-8, 5-1 are 22; Feb 26, 25, 24 make 25             → Wed 24 Feb 2027
//     in Anchorage 29 Mar is closed, so one more day                                                  → Tue 23 Feb 2027
//   30 Jun 2027 (Wed): Jun 29, 28, 25-21, 17-14, 11-7, 4-1 are 20; May 28-24 make 25                  → Mon 24 May 2027
//   30 Sep 2027 (Thu): Sep 29-27, 24-20, 17-13, 10-7, 3-1 are 20; Aug 31, 30, 27, 26, 25 make 25      → Wed 25 Aug 2027
//   30 Dec 2027 (Thu; 31 is closed): Dec 29-27, 23-20, 17-13, 10-6, 3-1 are 20;
//     Nov 30, 29, 26, 24, 23 make 25                                                                  → Tue 23 Nov 2027
//   31 Mar 2028 (Fri): Mar 30-27, 24-20, 17-13, 10-6, 3-1 are 22; Feb 29, 28, 25 make 25              → Fri 25 Feb 2028
//   30 Jun 2028 (Fri): Jun 29-26, 23-20, 16-12, 9-5, 2, 1 are 20; May 31, 30, 26, 25, 24 make 25      → Wed 24 May 2028
//
// Milwaukee's annual report is due on Wed 31 Mar 2027: 7 business days before are Mar 30, 29, 26-22 → 22 Mar; of 30, 25 reach
// 24 Feb, and Feb 23, 22, 19, 18, 17 are five more → 17 Feb; of 60, Feb 16, 12-8, 5-1, Jan 29-25, 22-19, 15-11, 8-4 are thirty
// more → Mon 4 Jan. That of Fri 31 Mar 2028: 25 reach 25 Feb; Feb 24-22, 18-14, 11-7, 4-1, Jan 31, 28-24, 21-18, 14-10, 7-3,
// Dec 30-27, 23-20, 17-13, 10-6, 3-1, Nov 30, 29, 26, 24-22, 19 are 65 more → Fri 19 Nov 2027. Six months before the mayor's
// term ends on 18 Apr 2028 is Mon 18 Oct 2027. What is open ten business days after the first reminder is said again; of the
// report with its last reminder.
//
// Follow-ups come five and ten business days after a nudge: of 24 Feb 2027, Feb 25, 26, Mar 1-3 → 3 Mar, and 4, 5, 8-10 → 10 Mar
// (in Anchorage a day earlier each); of 24 May 2027, May 25-28, Jun 1 → 1 Jun, and 2-4, 7, 8 → 8 Jun; of 25 Aug, Aug 26, 27, 30,
// 31, Sep 1 → 1 Sep, and 2, 3, 7-9 → 9 Sep; of 23 Nov, Nov 24, 26, 29, 30, Dec 1 → 1 Dec, and 2, 3, 6-8 → 8 Dec; of 25 Feb
// 2028, Feb 28, 29, Mar 1-3 → 3 Mar, and 6-10 → 10 Mar; of 24 May 2028, May 25, 26, 30, 31, Jun 1 → 1 Jun, and 2, 5-8 → 8 Jun.
//
// A summary comes on the first business day after a quarter, a digest on the first business day of a week with news: a Monday, or
// the Tuesday where Monday is closed. What has not changed is said again on the first of a month.

interface Golden {
  plan: string;
  /** In the afternoon before the year begins, and the last day of it. */
  from: string;
  to: string;
  nudges: string[];
  followUps: string[];
  summaries: string[];
  /** Mondays on which the city is closed. */
  closedMondays: string[];
  firstMonday: string;
  /**
   * Mondays with news between the first ones of a month: after a nudge, after whoever is accountable and the officer's own step
   * (ten business days after it), and in the first week, when what is late already is said not to be sent.
   */
  news: string[];
  /** Days on which the officer, in place of roles that nobody holds, is reminded of what binds the city, and told that it is open. */
  reminded?: string[];
  open?: string[];
}

const CITIES: Golden[] = [
  {
    plan: "milwaukee",
    from: "2026-12-31T20:00:00Z",
    to: "2027-12-31",
    nudges: ["2027-02-24", "2027-05-24", "2027-08-25", "2027-11-23"],
    followUps: [
      ...["2027-03-03", "2027-03-10", "2027-06-01", "2027-06-08"],
      ...["2027-09-01", "2027-09-09", "2027-12-01", "2027-12-08"],
    ],
    summaries: ["2027-01-04", "2027-04-01", "2027-07-01", "2027-10-01"],
    closedMondays: ["2027-01-18", "2027-02-15", "2027-05-31", "2027-07-05", "2027-09-06", "2027-10-11"],
    firstMonday: "2027-01-04",
    // That of 24 Feb is told on Mon 1 Mar, a first Monday anyway; that of Mon 24 May on its own day.
    news: [
      ...["2027-01-11", "2027-03-15", "2027-05-24", "2027-06-14"],
      ...["2027-08-30", "2027-09-13", "2027-11-29", "2027-12-13"],
    ],
    reminded: [
      "2027-01-04",
      "2027-02-17",
      "2027-02-24",
      "2027-03-22",
      "2027-05-24",
      "2027-08-25",
      "2027-10-18",
      "2027-11-19",
      "2027-11-23",
    ],
    // Deadlines with days of their own: the annual report's last reminder; 18 Oct and ten: Oct 19-22, 25-29, Nov 1. Of a quarter's
    // gaps the officer had two by then, on 24 Feb and 3 Mar, on 24 May and 1 Jun, on 25 Aug and 1 Sep, on 23 Nov and 1 Dec, so
    // what would be a third on 10 Mar, 8 Jun, 9 Sep and 8 Dec stands in the digest of the Monday after.
    open: ["2027-03-22", "2027-11-01"],
  },
  {
    plan: "portland",
    from: "2027-06-30T21:00:00Z",
    to: "2028-06-30",
    nudges: ["2027-08-25", "2027-11-23", "2028-02-25", "2028-05-24"],
    followUps: [
      ...["2027-09-01", "2027-09-09", "2027-12-01", "2027-12-08"],
      ...["2028-03-03", "2028-03-10", "2028-06-01", "2028-06-08"],
    ],
    // 1 January and 1 April 2028 are Saturdays.
    summaries: ["2027-07-01", "2027-10-01", "2028-01-03", "2028-04-03"],
    closedMondays: ["2027-07-05", "2027-09-06", "2027-10-11", "2028-01-17", "2028-02-21", "2028-05-29", "2028-06-19"],
    firstMonday: "2027-07-05",
    news: [
      ...["2027-08-30", "2027-09-13", "2027-11-29", "2027-12-13"],
      ...["2028-02-28", "2028-03-13", "2028-05-29", "2028-06-12"],
    ],
  },
  {
    plan: "anchorage",
    from: "2026-12-31T22:00:00Z",
    to: "2027-12-31",
    nudges: ["2027-02-23", "2027-05-24", "2027-08-25", "2027-11-23"],
    followUps: [
      ...["2027-03-02", "2027-03-09", "2027-06-01", "2027-06-08"],
      ...["2027-09-01", "2027-09-09", "2027-12-01", "2027-12-08"],
    ],
    summaries: ["2027-01-04", "2027-04-01", "2027-07-01", "2027-10-01"],
    closedMondays: [
      "2027-01-18",
      "2027-02-15",
      "2027-03-29",
      "2027-05-31",
      "2027-07-05",
      "2027-09-06",
      "2027-10-11",
      "2027-10-18",
    ],
    firstMonday: "2027-01-04",
    news: [
      ...["2027-01-11", "2027-03-15", "2027-05-24", "2027-06-14"],
      ...["2027-08-30", "2027-09-13", "2027-11-29", "2027-12-13"],
    ],
  },
];

/** What arrived, by its first line. */
const KINDS = {
  nudge: / closes /,
  "follow-up": /^Reminder · /,
  summary: / · as of /,
  digest: / · week of /,
  reminded: /^Yours to do$/,
  open: /^You're accountable for these$/,
} as const;

const DAY = 86_400_000;
const later = (day: string, days: number) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

test.each(CITIES)(
  "$plan's fiscal year has the right messages on the right days",
  async (golden) => {
    const town = await sampleTown(golden.from, golden.plan);
    const { app } = town;
    const mail = createMailbox(app);
    await mail.empty();
    const [officer] = await town.rows<{ email: string; id: number }>(
      "select email, id::int as id from people where 'officer' = any(granted) and left_on is null order by id limit 1",
    );
    if (!officer) throw new Error("the sample city has no officer");
    const write = { actor: officer.id, request: "golden", year: 2027 };
    await app.stores.deployment.setLive(app.bot.clock().epochMilliseconds, write);

    const arrived: { day: string; time: string; to: string; kind: string; department: string }[] = [];
    const settle = async () => {
      const now = app.bot.clock();
      const time = now.toZonedDateTimeISO(app.plan.city.zone).toPlainTime().toString();
      const came = await mail.empty();
      for (const [to, messages] of Object.entries(came))
        for (const message of messages) arrived.push({ day: dateAt(now, app.plan.city), time, to, ...whatIs(message) });
    };
    await app.jump({ day: golden.to }, settle);
    await town.close();

    const daysOf = (kind: string, to?: string) => [
      ...new Set(arrived.filter((one) => one.kind === kind && (to ?? one.to) === one.to).map(({ day }) => day)),
    ];
    expect(daysOf("nudge")).toEqual(golden.nudges);
    expect(daysOf("follow-up")).toEqual(golden.followUps);
    expect(daysOf("summary", officer.email)).toEqual(golden.summaries);
    const mondays = Array.from({ length: 52 }, (_, week) => later(golden.firstMonday, week * 7));
    expect(daysOf("digest", officer.email)).toEqual(
      mondays
        .filter((monday) => Number(monday.slice(8)) <= 7 || golden.news.includes(monday))
        .map((monday) => (golden.closedMondays.includes(monday) ? later(monday, 1) : monday)),
    );
    if (golden.reminded) expect(daysOf("reminded", officer.email)).toEqual(golden.reminded);
    if (golden.open) expect(daysOf("open", officer.email)).toEqual(golden.open);
    // At nine in the city, whatever its clock was changed to.
    expect(new Set(arrived.map(({ time }) => time))).toEqual(new Set(["09:00:00"]));
    const nudges = arrived.filter(({ kind }) => kind === "nudge");
    for (const department of app.plan.departments)
      for (const day of golden.nudges) {
        const own = nudges.filter((one) => one.department === department.name && one.day === day);
        expect(new Set(own.map(({ to }) => to)).size, `${department.name} on ${day}`).toBe(own.length);
        expect(own.length, `${department.name} on ${day}`).toBeGreaterThanOrEqual(1);
      }
  },
  600_000,
);

function whatIs(message: Reply): { kind: string; department: string } {
  const [title = ""] = plainText(message).split("\n");
  const kind = Object.entries(KINDS).find(([, words]) => words.test(title))?.[0] ?? "other";
  return { kind, department: title.split(" · ")[0] ?? "" };
}
