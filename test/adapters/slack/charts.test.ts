import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Way } from "../../../adapters/slack/receive/turn.ts";
import { ChartSupport } from "../../../adapters/slack/render/chart.ts";
import { answerTo } from "../../../adapters/slack/send/answer.ts";
import { Clients } from "../../../adapters/slack/send/clients.ts";
import type { Outbox } from "../../../adapters/slack/send/outbox.ts";
import { reply, text } from "../../../src/core/reply/reply.ts";
import { chartSvg } from "../../../src/reports/chart.ts";
import { toPng } from "../../../src/reports/picture.ts";
import { noAnswers } from "../../support/answers.ts";
import { memoryDrafts } from "../../support/drafts.ts";
import { createFront, type Front } from "./front.ts";
import { BOT_TOKEN, explore, freePort, seed } from "./workspace.ts";

// An answer with a chart: drawn by Slack where the workspace takes that, else a picture, and the table in any case.

let emulator: Emulator;
let front: Front;
let way: Way;
let outbox: Outbox;

beforeAll(async () => {
  emulator = await createEmulator({ service: "slack", port: await freePort(), seed: { slack: seed() } });
  front = await createFront(emulator.url);
  const { channel, userId } = await explore(emulator.url);
  way = { surface: "command", user: userId("nadia.rahman"), channel };
});
afterAll(async () => {
  await front?.close();
  await emulator?.close();
});
beforeEach(() => {
  front.calls.length = 0;
  outbox = {
    client: new Clients(`${front.url}/api/`).interactive({ token: BOT_TOKEN }),
    drafts: memoryDrafts(),
    readsFiles: true,
    responseHost: new URL(front.url).host,
    charts: new ChartSupport(),
    drawPicture: (chart) => toPng(chartSvg(chart)),
    answers: noAnswers,
    tenant: "T0FAKE",
    request: "slack:fake",
    onFault: () => {},
  };
});

async function answer(...values: (number | null)[]): Promise<string> {
  const chart = {
    title: "Attendance",
    unit: "people",
    axis: "Quarter",
    groups: ["Q3", "Q4"],
    series: [{ name: "Employees", values, look: 0 }],
    unknown: "not reported",
  };
  const { ack, after } = await answerTo(reply(text("City"), { kind: "chart", chart }), way, outbox);
  await after();
  return JSON.stringify(ack);
}
const drawn = () =>
  front.callsOf("chat.postEphemeral").filter(({ body }) => body.blocks?.includes("data_visualization"));
const pictures = () => front.callsOf("files.completeUploadExternal").length;

describe("an answer with a chart", () => {
  test("has its table first, and the chart as Slack draws it, for that person alone", async () => {
    const first = await answer(980, 12);
    expect(first).toContain('"table"');
    expect(first).toContain("980");
    expect([drawn().length, pictures()]).toEqual([1, 0]);
    expect(drawn()[0]?.body).toMatchObject({ text: "Attendance", user: way.user });
  });

  test("has a picture where the workspace takes no charts, which is asked once", async () => {
    front.spoil("chat.postEphemeral", { error: "invalid_blocks" });
    expect(await answer(980, 12)).toContain('"table"');
    expect([drawn().length, pictures()]).toEqual([1, 1]);
    await answer(980, 12);
    expect([drawn().length, pictures()]).toEqual([1, 2]);
  });

  test("has a picture with a text for who does not see it, where Slack has no word for what nobody knows", async () => {
    expect(await answer(980, null)).toContain("not reported");
    expect([drawn().length, pictures()]).toEqual([0, 1]);
    expect(front.callsOf("files.getUploadURLExternal")[0]?.body.alt_text).toBe(
      "Bar chart: Attendance, in people. Employees: Q3 980, Q4 not reported.",
    );
  });

  test("has its table, and says why there is no picture, where files are not taken either", async () => {
    front.spoil("files.getUploadURLExternal", { error: "file_uploads_disabled" });
    const first = await answer(980, null);
    expect(first).toContain('"table"');
    expect(front.callsOf("chat.postEphemeral").map(({ body }) => body.text)).toEqual([
      "The file Attendance.png could not be sent. Slack refused it (file_uploads_disabled). Tell the equity office.",
    ]);
  });
});
