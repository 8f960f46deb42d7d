import { expect, test } from "vitest";
import type { Address, Messenger } from "../../src/core/deliveries/deliveries.ts";
import { type Block, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";

/** What an adapter's own test hands over, so that every adapter is held to the same. */
export interface AdapterUnderTest {
  /** A reply as the platform would get it; and where it exceeds the platform's limits. */
  render(reply: Reply): Promise<{ shown: string; fallback: string; faults: string[] }>;
  messenger(): Messenger;
  /** Somebody, and a channel, that the platform knows. */
  person(): Address;
  place(): Address;
}

/** One block of every kind there is; a new kind does not compile until it is here. */
const EVERY_BLOCK: { [Kind in Block["kind"]]: Extract<Block, { kind: Kind }> } = {
  heading: { kind: "heading", text: "Recorded TR-2026-0147" },
  screen: {
    kind: "screen",
    screen: {
      about: "Milwaukee · Q4 2026",
      verdict: "26 of 264 requirements are met. One is overdue, 31 days are left.",
      detail: "8 at the end of Q3 2026",
      lines: [{ mark: "▲", title: "Overdue: Public Works", words: "statement IS-2026-0003" }],
      note: "Four more have met nothing yet.",
    },
  },
  text: { kind: "text", text: "Counts as attendance." },
  facts: { kind: "facts", facts: [{ label: "Department", value: "Public Works" }] },
  table: {
    kind: "table",
    caption: "Sessions",
    columns: [{ label: "Quarter" }, { label: "People", numeric: true }],
    rows: [
      ["Q3", "12"],
      ["Q4", "not reported"],
    ],
  },
  chart: {
    kind: "chart",
    chart: {
      title: "Attendance by quarter",
      unit: "people",
      axis: "Quarter",
      groups: ["Q3 2026", "Q4 2026"],
      series: [{ name: "Employees", values: [1_453, null], look: 0 }],
      target: { name: "Target", values: [126, 0] },
      unknown: "no report",
    },
  },
  buttons: {
    kind: "buttons",
    buttons: [
      { label: "Open the page", command: "page open", values: {}, url: "https://equity.example.gov/overview" },
      { label: "Undo", command: "fix undo", values: { record: "TR-2026-0147" } },
    ],
    more: [{ label: "Show its history", command: "fix", values: { record: "TR-2026-0147" } }],
  },
  form: {
    kind: "form",
    form: { command: "training log", title: "Log a training", submit: "Save", inputs: [], hidden: {} },
  },
  file: {
    kind: "file",
    file: { name: "training.csv", mime: "text/csv", bytes: new Uint8Array([65]), summary: "All sessions of Q3" },
  },
};

/** Words of each block that a reader must find. */
const WORDS: Record<Block["kind"], string[]> = {
  heading: ["Recorded TR-2026-0147"],
  screen: [
    "Milwaukee · Q4 2026",
    "26 of 264 requirements are met. One is overdue, 31 days are left.",
    "8 at the end of Q3 2026",
    "Overdue: Public Works",
    "statement IS-2026-0003",
    "Four more have met nothing yet.",
  ],
  text: ["Counts as attendance."],
  facts: ["Department", "Public Works"],
  table: ["Sessions", "Quarter", "People", "Q3", "12", "Q4", "not reported"],
  chart: ["Attendance by quarter", "Quarter", "Q3 2026", "Employees", "1,453", "no report", "Target", "126"],
  buttons: ["Open the page", "Undo", "Show its history"],
  form: ["Log a training"],
  file: ["training.csv", "All sessions of Q3"],
};

/** What every adapter does alike. Called inside a `describe` of the adapter's own test. */
export function holdsTheAdapterContract(adapter: AdapterUnderTest): void {
  const patient = () => AbortSignal.timeout(20_000);

  test.each(Object.entries(EVERY_BLOCK))(
    "shows every word of a %s, within the limits, with a fallback",
    async (kind, block) => {
      const { shown, fallback, faults } = await adapter.render(reply(block));
      expect(WORDS[kind as Block["kind"]].filter((word) => !shown.includes(word))).toEqual([]);
      expect(faults).toEqual([]);
      expect(fallback.trim()).not.toBe("");
    },
  );

  test("a notification shows whose screen it is, and its verdict", async () => {
    const { fallback } = await adapter.render(reply(EVERY_BLOCK.screen, EVERY_BLOCK.buttons));
    const [about, verdict] = [EVERY_BLOCK.screen.screen.about, EVERY_BLOCK.screen.screen.verdict].map((words) =>
      fallback.indexOf(words),
    );
    expect(about).toBeGreaterThanOrEqual(0);
    expect(verdict).toBeGreaterThan(about ?? 0);
    expect(fallback.slice(about, verdict).replace(/\s/g, "").length).toBeLessThanOrEqual("Milwaukee·Q42026.".length);
  });

  test("shows the blocks of a reply in their order", async () => {
    const { shown } = await adapter.render(reply(heading("first"), text("second"), text("third")));
    expect(shown.indexOf("first")).toBeLessThan(shown.indexOf("second"));
    expect(shown.indexOf("second")).toBeLessThan(shown.indexOf("third"));
  });

  test.each(["person", "place"] as const)(
    "sends a message to a %s, and says what it can of it afterwards",
    async (to) => {
      const [messenger, address] = [adapter.messenger(), adapter[to]()];
      const delivery = `contract-${to}`;
      const sent = await messenger.send({ delivery, address, reply: reply(text("A nudge.")) }, patient());
      expect(sent.state).toBe("sent");
      const found = await messenger.find({ delivery, address }, patient());
      expect(["found", "unknown"]).toContain(found.state);
    },
  );

  test("never calls a message found that was not sent", async () => {
    const found = await adapter.messenger().find({ delivery: "contract-never", address: adapter.place() }, patient());
    expect(["absent", "unknown"]).toContain(found.state);
  });

  test("never calls a message sent to a place that does not exist", async () => {
    const address = { ...adapter.place(), id: "no-such-place" };
    const message = { delivery: "contract-nowhere", address, reply: reply(text("A nudge.")) };
    const sent = await adapter.messenger().send(message, patient());
    expect(["failed", "retry"]).toContain(sent.state);
  });
}
