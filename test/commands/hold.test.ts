import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { button, createTown, labels, read, recordIn, type Town } from "../support/town.ts";

let town: Town;
let training = "";

beforeAll(async () => {
  town = await createTown();
  training = recordIn(await town.say("ana.torres", "bo chen took Anti-Racism 101 yesterday"));
  await town.say("ana.torres", "course=lang date=2026-08-05 employees=4");
});
afterAll(() => town.close());

const officer = (text: string) => town.say("nadia.rahman", text);

function filesIn(reply: Reply): Record<string, string> {
  const file = reply.blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []))[0];
  if (!file) throw new Error(read(reply));
  const whole = new TextDecoder("utf-8", { ignoreBOM: true });
  return Object.fromEntries(Object.entries(unzipSync(file.bytes)).map(([name, bytes]) => [name, whole.decode(bytes)]));
}
const manifest = (files: Record<string, string>) => JSON.parse(files["manifest.json"] ?? "{}");

describe("a records request", () => {
  test("is a record, opens a hold, and comes as a package whose manifest holds the hash of each file", async () => {
    const reply = await officer('report records covers=department value="Public Works" requester="J. Doe"');
    expect(read(reply)).toMatch(/^RQ-2026-0001: Public Works/);
    const files = filesIn(reply);
    const { counts, request, hold, files: hashes, query } = manifest(files);
    expect([request, hold, query]).toEqual(["RQ-2026-0001", "HO-2026-0001", { department: "DPW" }]);
    expect(counts.training).toBe(2);
    for (const { name, sha256 } of hashes)
      expect(
        createHash("sha256")
          .update(files[name] ?? "")
          .digest("hex"),
      ).toBe(sha256);
    const [heading = ""] = (files["records/training.csv"] ?? "").replace("\ufeff", "").split("\r\n");
    expect(heading.split(",").slice(-2)).toEqual(["state", "redact"]);
    expect(files["withheld.csv"]).toContain("record,field,exemption,reason");
    expect(files["trail.jsonl"]).toContain(training);
    expect(await town.rows("select hash is not null as hashed from record_requests")).toEqual([{ hashed: true }]);
  });

  test("of a person holds what names them and what they entered, and nobody else's", async () => {
    const files = filesIn(await officer("report records covers=person value=bo.chen@milwaukee.example"));
    expect(manifest(files).counts.training).toBe(1);
    expect(files["records/training.jsonl"]).toContain(training);
    expect(JSON.parse(files["person.json"] ?? "{}")).toMatchObject({ name: "Bo Chen" });
    const [entry] = await town.rows<{ details: unknown }>(
      "select details from audit_entries where subject = 'RQ-2026-0002' order by id limit 1",
    );
    expect(JSON.stringify(entry?.details)).not.toContain("bo.chen");
  });

  test("of a record holds undone ones too, of a period what falls in it; an auditor may ask", async () => {
    await town.say("ana.torres", `fix undo ${training}`);
    const one = filesIn(await town.say("felicia.marsh", `report records covers=record value=${training}`));
    expect(one["records/training.csv"]).toContain("undone");
    const quarter = filesIn(await officer("report records covers=period value=2026-Q3"));
    expect(manifest(quarter).counts.training).toBe(1);
  });

  test("what is not there is said, and nothing is recorded", async () => {
    const before = await town.rows("select count(*)::int as n from record_requests");
    expect(read(await officer("report records covers=record value=TR-2020-0001"))).toContain("no record TR-2020-0001");
    expect(read(await officer("report records covers=person value=nobody@city.example"))).toContain("Nobody on record");
    expect(await town.rows("select count(*)::int as n from record_requests")).toEqual(before);
  });
});

describe("a hold", () => {
  test("is added with a reason, listed, and ended", async () => {
    const added = await officer('admin hold add covers=department value=DPW because="Claim 26-118"');
    expect(read(added)).toContain("Public Works: Claim 26-118");
    expect(labels(added)).toContain("End it");
    const ended = await town.press("nadia.rahman", button(added, "End it"));
    expect(read(ended)).toContain(`Ended ${recordIn(added)}`);
    expect(read(await officer("admin hold list"))).toContain("Claim 26-118");
    expect(read(await town.say("ana.torres", "admin hold list"))).not.toContain("Claim 26-118");
  });

  test("is in no lead's export", async () => {
    const lead = await town.say("ana.torres", "report export what=holds period=2026 format=csv");
    const file = lead.blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []))[0];
    expect(file && new TextDecoder().decode(file.bytes)).not.toContain("Claim 26-118");
  });
});
