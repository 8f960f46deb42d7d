import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { signedForm } from "../adapters/slack/signing.ts";
import { percentile, type Rate } from "./lib.ts";

// The load, in a process of its own: 16 connections, each sending its next signed command as soon as it has an answer.
// Everything is signed before the clock starts, and answers are read as bytes, so that it takes little of the machine.

export interface Order {
  port: number;
  team: string;
  milliseconds: number;
  commands: { user: string; text: string; trigger: string }[];
}

export interface Load extends Rate {
  receipts: number;
  /** An answer that was no receipt, if there was one. */
  other?: string;
}

const IN_FLIGHT = 16;

async function carryOut({ port, team, milliseconds, commands }: Order): Promise<Load> {
  const requests = commands.map((command) => requestOf(command, team));
  const sockets = await Promise.all(Array.from({ length: IN_FLIGHT }, () => open(port)));
  const waits: number[] = [];
  let [next, receipts] = [0, 0];
  let other: string | undefined;
  const count = (answer: Buffer) => {
    if (answer.includes("Recorded TR-")) receipts += 1;
    else if (!answer.includes("Recorded.")) other ??= answer.toString();
  };
  const started = performance.now();
  const lane = async (ask: Ask) => {
    while (performance.now() - started < milliseconds) {
      const request = requests[next];
      if (!request) throw new Error("more commands were answered than were prepared");
      next += 1;
      const asked = performance.now();
      const answer = await ask(request);
      waits.push(performance.now() - asked);
      count(answer);
    }
  };
  await Promise.all(sockets.map(({ ask }) => lane(ask)));
  const perSecond = (waits.length * 1000) / (performance.now() - started);
  for (const { socket } of sockets) socket.destroy();
  return {
    perSecond,
    p50: percentile(waits, 0.5),
    p99: percentile(waits, 0.99),
    receipts,
    ...(other === undefined ? {} : { other }),
  };
}

function requestOf({ user, text, trigger }: Order["commands"][number], team: string): Buffer {
  const fields = {
    command: "/training",
    text,
    user_id: user,
    team_id: team,
    channel_id: "D0FAKE",
    trigger_id: trigger,
  };
  const { headers, body } = signedForm(fields);
  const lines = [["host", "bench"], ...headers, ["content-length", String(body.length)]];
  const head = `POST /slack/events HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

type Ask = (request: Buffer) => Promise<Buffer>;

async function open(port: number): Promise<{ socket: Socket; ask: Ask }> {
  const socket = connect(port, "127.0.0.1").setNoDelay();
  await once(socket, "connect");
  let answered: { resolve(answer: Buffer): void; reject(error: unknown): void } | undefined;
  let read = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    read = read.length === 0 ? chunk : Buffer.concat([read, chunk]);
    if (!isWhole(read)) return;
    const whole = read;
    read = Buffer.alloc(0);
    answered?.resolve(whole);
  });
  socket.on("close", () => answered?.reject(new Error("the connection was closed")));
  socket.on("error", () => {});
  const ask: Ask = (request) =>
    new Promise((resolve, reject) => {
      answered = { resolve, reject };
      socket.write(request);
    });
  return { socket, ask };
}

/** Both sides answer with a length, or in chunks of which the last is empty. */
function isWhole(answer: Buffer): boolean {
  const body = answer.indexOf("\r\n\r\n") + 4;
  if (body < 4) return false;
  const head = answer.subarray(0, body).toString("latin1");
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  return length === undefined
    ? answer.subarray(-5).toString("latin1") === "0\r\n\r\n"
    : answer.length >= body + Number(length);
}

process.on("message", (order) => {
  void carryOut(order as Order).then((load) => process.send?.(load));
});
