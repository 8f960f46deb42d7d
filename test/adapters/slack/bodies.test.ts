import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSlackTown, type SlackTown } from "./slack-town.ts";

let slack: SlackTown;
beforeAll(async () => {
  slack = await createSlackTown();
});
afterAll(() => slack?.close());

/** What is answered to a request written by hand, once the connection is closed from over there. */
function slowly(headers: Record<string, string>, write: (line: Socket) => void): Promise<string> {
  const { hostname, port } = new URL(slack.url);
  const lines = Object.entries({ host: "slack", connection: "close", ...headers }).map((one) => one.join(": "));
  return new Promise((resolve, reject) => {
    let heard = "";
    const line = connect(Number(port), hostname, () => {
      line.write(`POST /slack/events HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
      write(line);
    });
    line.on("data", (chunk) => {
      heard += chunk;
    });
    line.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" || error.code === "EPIPE" ? undefined : reject(error),
    );
    line.on("close", () => resolve(heard));
  });
}

describe("a body", () => {
  test.each([
    ["announced", { "content-length": String(256 * 1024 + 1) }],
    ["not announced", { "transfer-encoding": "chunked" }],
  ])("is read up to 256 KB when its length is %s", async (_how, length) => {
    const answer = await slowly({ ...length, "content-type": "application/json" }, (line) => {
      const piece = "x".repeat(64 * 1024);
      for (let sent = 0; sent < 5; sent += 1) line.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test("that does not come is not waited for", async () => {
    const answer = await slowly({ "content-length": "100", "content-type": "application/json" }, (line) => {
      line.write("{");
    });
    expect(answer).toMatch(/^(?:HTTP\/1\.1 408 |$)/);
  });
});
