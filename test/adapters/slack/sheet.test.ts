import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Clients } from "../../../adapters/slack/send/clients.ts";
import { readFile } from "../../../adapters/slack/send/files.ts";
import { buttonOf, createSlackTown, type OpenView, type SlackTown, said, until } from "./slack-town.ts";
import { call } from "./workspace.ts";

let slack: SlackTown;

beforeAll(async () => {
  slack = await createSlackTown();
});
afterAll(() => slack?.close());
beforeEach(() => {
  slack.front.calls.length = 0;
  slack.front.posted.length = 0;
});

/** A file as somebody drops it into a form: Slack keeps it, and describes it in what is submitted. */
async function dropped(name: string, content: string | Uint8Array) {
  const bytes = new Uint8Array(Buffer.from(content));
  const asked = { filename: name, length: String(bytes.byteLength) };
  const { upload_url, file_id } = await call<{ upload_url: string; file_id: string }>(
    slack.emulatorUrl,
    "files.getUploadURLExternal",
    asked,
  );
  await fetch(upload_url, { method: "POST", body: bytes });
  const files = JSON.stringify([{ id: file_id, title: name }]);
  await call(slack.emulatorUrl, "files.completeUploadExternal", { files, channel_id: slack.channel });
  const { file } = await call<{ file: { url_private_download: string } }>(slack.emulatorUrl, "files.info", {
    file: file_id,
  });
  const { pathname, search } = new URL(file.url_private_download);
  return {
    id: file_id,
    name,
    size: bytes.byteLength,
    url_private_download: `${slack.front.url}${pathname}${search}`,
  };
}

let sessions = 1;

/** The form that [Add names] opens below a receipt. */
async function addNames(): Promise<OpenView> {
  sessions += 1;
  const typed = `/training ${sessions} people took Anti-Racism 101 on Nov 3`;
  await slack.press("ana.torres", buttonOf(await said(await slack.slash("ana.torres", typed)), "Add names"));
  await until(() => slack.front.callsOf("views.open").length > 0);
  return slack.lastView();
}

const drop = (view: OpenView, file: object, more: Record<string, string> = {}) =>
  slack.submit("ana.torres", view, { "sheet:file": JSON.stringify(file), ...more });

async function preview() {
  await until(() => slack.front.posted.length > 0);
  return slack.front.posted[0]?.body as unknown as { text: string; blocks: never[] };
}

describe("[Add names] in Slack", () => {
  test("takes a sign-in sheet dropped into its form, shows each row, and saves them", async () => {
    const view = await addNames();
    expect(JSON.stringify(view.blocks)).toContain("Or drop a sign-in sheet (CSV or Excel)");
    const sheet = "Name,Signed at\nBo Chen,9:00\nLee Nakamura,9:02\nZzyzx Qqq,9:05\n";
    expect(await (await drop(view, await dropped("sign-in.csv", sheet))).text()).toBe("");
    const shown = await preview();
    expect(shown.text).toContain("Bo Chen");
    expect(shown.text).toContain("Zzyzx Qqq | not known");
    slack.front.posted.length = 0;
    await slack.press("ana.torres", buttonOf(shown, "Save 2 names"));
    expect((await preview()).text).toMatch(/Added 2 names to TR-[\s\S]*Named: Bo Chen, Lee Nakamura/);
  });

  test.each([
    ["as Windows writes CSV", Buffer.from("Name\nMarcus Holloway\n", "latin1")],
    ["with a byte order mark", Buffer.from("\ufeffemail\nmarcus.holloway@milwaukee.example\n")],
    ["as Excel writes Unicode text", Buffer.from("\ufeffName\nMarcus Holloway\n", "utf16le")],
  ])("reads a sheet %s", async (_how, bytes) => {
    const view = await addNames();
    await drop(view, await dropped("sheet.csv", bytes));
    expect((await preview()).text).toContain("Marcus Holloway");
  });

  test("a dropped file is meant, whatever is typed beside it", async () => {
    const view = await addNames();
    await drop(view, await dropped("sheet.csv", "Name\nBo Chen\n"), { sheet: "Lee Nakamura" });
    const { text } = await preview();
    expect(text).toContain("Bo Chen");
    expect(text).not.toContain("Lee Nakamura");
  });

  test("typing names works as before", async () => {
    await slack.submit("ana.torres", await addNames(), { sheet: "Lee Nakamura" });
    expect((await preview()).text).toContain("Lee Nakamura");
  });

  test("neither names nor a file stays in the form, and says so", async () => {
    const answer = await said(await slack.submit("ana.torres", await addNames(), {}));
    expect(answer.response_action).toBe("update");
    expect(JSON.stringify(answer.view?.blocks)).toContain("Paste the names, or choose the sign-in sheet.");
  });

  test.each([
    ["larger than 256 KB", async () => ({ ...(await dropped("big.csv", "x")), size: 256 * 1024 + 1 }), "256 KB"],
    [
      "larger than it says",
      async () => ({ ...(await dropped("big.csv", "x".repeat(256 * 1024 + 1))), size: 1 }),
      "256 KB",
    ],
    [
      "a damaged workbook",
      () => dropped("book.csv", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])),
      "That workbook is damaged",
    ],
    [
      "gone",
      async () => ({ ...(await dropped("gone.csv", "x")), url_private_download: `${slack.front.url}/files-pri/none` }),
      "did not hand over gone.csv",
    ],
    [
      "kept elsewhere",
      async () => ({ ...(await dropped("evil.csv", "x")), url_private_download: "http://127.0.0.1:9/evil.csv" }),
      "did not hand over evil.csv",
    ],
  ])("a file that is %s is refused at the input, and what was typed stays", async (_what, file, words) => {
    const answer = await said(await drop(await addNames(), await file(), { sheet: "Lee" }));
    expect(answer.response_action).toBe("errors");
    const [[block, error] = []] = Object.entries(answer.errors ?? {});
    expect(block).toMatch(/^in:sheet:/);
    expect(error).toContain(words);
    expect(error).toMatch(/Nothing was (?:saved|imported)\./);
  });
});

describe("where a file is fetched", () => {
  let elsewhere: Server;
  const asked: (string | undefined)[] = [];
  const portOf = (server: Server) => (server.address() as AddressInfo).port;

  async function serving(serve: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
    const server = createServer(serve);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    return server;
  }
  const reading = (url: string, apiUrl: string) =>
    readFile(
      { id: "F1", name: "sheet.csv", size: 1, url_private_download: url },
      {
        apiUrl,
        token: "xoxb-fake",
        client: new Clients(apiUrl).interactive({ token: "xoxb-fake" }),
        onFault: () => {},
      },
    );

  beforeAll(async () => {
    elsewhere = await serving((request, response) => {
      asked.push(request.headers.authorization);
      response.end("Bo Chen");
    });
  });
  afterAll(() => elsewhere?.close());

  test.each([
    ["another host", "https://files.example/F1"],
    ["a host that begins alike", "https://files.slack.com.evil.example/F1"],
    ["a host that ends alike", "https://evil-files.slack.com/F1"],
    ["a user before the host", "https://files.slack.com@evil.example/F1"],
    ["a backslash", "https://evil.example\\@files.slack.com/F1"],
    ["a fragment", "https://evil.example#@files.slack.com/F1"],
    ["another scheme", "http://files.slack.com/F1"],
    ["another port", "https://files.slack.com:8443/F1"],
    ["no address", "files.slack.com/F1"],
    ["a file of ours", "file:///etc/passwd"],
    ["the other Slack", "https://files.slack-gov.com/F1"],
  ])("%s gets neither our token nor a request", async (_what, url) => {
    await expect(reading(url, "https://slack.com/api/")).rejects.toThrow("did not hand over");
  });

  test("a redirect is not followed", async () => {
    const near = await serving((_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${portOf(elsewhere)}/F1` }).end(),
    );
    const apiUrl = `http://127.0.0.1:${portOf(near)}/api/`;
    await expect(reading(`http://127.0.0.1:${portOf(near)}/F1`, apiUrl)).rejects.toThrow("did not hand over");
    near.close();
    expect(asked).toEqual([]);
  });

  test("our own Slack gets the token, and its file is read", async () => {
    const apiUrl = `http://127.0.0.1:${portOf(elsewhere)}/api/`;
    expect(await reading(`http://127.0.0.1:${portOf(elsewhere)}/F1`, apiUrl)).toBe("Bo Chen");
    expect(asked).toEqual(["Bearer xoxb-fake"]);
  });
});

describe("in a direct message", () => {
  const write = async (more: object) => {
    const channel = await slack.directChannel("lee.nakamura");
    const user = slack.userId("lee.nakamura");
    return slack.event({ type: "message", channel_type: "im", channel, user, ts: "2.1", ...more });
  };
  const answers = () => slack.front.callsOf("chat.postMessage").map(({ body }) => body);
  const answer = async (part: string) => {
    await until(() => answers().some(({ text = "" }) => text.includes(part)));
    return answers().find(({ text = "" }) => text.includes(part));
  };

  test("a file before any training is told where it goes; after one it is read for it, and shown before it is saved", async () => {
    const file = await dropped("sheet.csv", "name\nLee Nakamura\n");
    await write({ subtype: "file_share", text: "", files: [file] });
    expect((await answer("Which training is this sheet of?"))?.text).toContain("Log it first");

    await write({ text: "3 people took Anti-Racism 101 on Nov 4" });
    const receipt = await answer("Recorded TR-");
    const record = /TR-\d{4}-\d{4}/.exec(receipt?.text ?? "")?.[0] ?? "";
    await write({ subtype: "file_share", text: "", files: [file] });
    const offer = await answer(`Read it for ${record}`);
    const blocks = JSON.parse(offer?.blocks ?? "[]") as { elements?: { text: { text: string } }[] }[];
    const button = blocks.flatMap(({ elements = [] }) => elements).find(({ text }) => text.text.startsWith("Read it"));
    const inChat = { channel: { id: offer?.channel }, container: { type: "message", is_ephemeral: false } };
    await slack.press("lee.nakamura", button ?? {}, inChat);
    expect((await answer("| Lee Nakamura |"))?.text).toContain(record);
  });

  test("a file beside words is said not to have been read", async () => {
    const file = await dropped("sheet.csv", "name\nLee Nakamura\n");
    await write({ subtype: "file_share", text: "4 people took Anti-Racism 101 on Nov 5", files: [file] });
    expect((await answer("4 "))?.text).toContain("I did not read sheet.csv");
  });

  test("an edited message offers to correct the record that it made; unfolding a link does not", async () => {
    await slack.town.rows("update requests set at = now() - interval '1 hour'");
    await write({ text: "5 people took Anti-Racism 101 on Nov 6" });
    const receipt = await answer("Recorded TR-");
    const record = /TR-\d{4}-\d{4}/.exec(receipt?.text ?? "")?.[0] ?? "";
    const edit = (text: string, before: string) =>
      write({
        subtype: "message_changed",
        user: undefined,
        message: { user: slack.userId("lee.nakamura"), text, ts: "2.1" },
        previous_message: { text: before },
      });
    slack.front.calls.length = 0;
    await edit("5 people", "5 people");
    await edit("6 people took Anti-Racism 101 on Nov 6", "5 people took Anti-Racism 101 on Nov 6");
    expect((await answer(record))?.text).toMatch(new RegExp(`Change ${record}\\?.*6`, "s"));
    expect(answers()).toHaveLength(1);
  });
});
