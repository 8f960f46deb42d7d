import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/** Slack's end of Socket Mode, as far as it goes: it greets, sends envelopes and waits for their acknowledgements. */
export interface SocketSlack {
  url: string;
  /** How many connections were made so far. */
  connections(): number;
  /** Sends an envelope over the newest connection; what it was acknowledged with. */
  send(type: string, payload: unknown): Promise<Record<string, unknown>>;
  /** Sends exactly this. */
  say(text: string): void;
  /** Breaks the newest connection off without a word. */
  cut(): void;
  close(): Promise<void>;
}

export async function createSocketSlack(): Promise<SocketSlack> {
  const sockets: Duplex[] = [];
  const waiting = new Map<string, (payload: Record<string, unknown>) => void>();
  const server = createServer();
  server.on("upgrade", (request, socket) => {
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    sockets.push(socket);
    listen(socket, (text) => {
      const { envelope_id, payload } = JSON.parse(text);
      waiting.get(envelope_id)?.(payload);
    });
    socket.write(frame(0x1, JSON.stringify({ type: "hello" })));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const say = (text: string) => void sockets.at(-1)?.write(frame(0x1, text));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link`,
    connections: () => sockets.length,
    say,
    send: (type, payload) =>
      new Promise((resolve) => {
        const envelope_id = randomUUID();
        waiting.set(envelope_id, resolve);
        say(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: true }));
      }),
    cut: () => void sockets.at(-1)?.destroy(),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function frame(opcode: number, text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.from([0x80 | opcode, 126, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([body.length < 126 ? Buffer.from([0x80 | opcode, body.length]) : head, body]);
}

/** Reads a client's frames: texts are handed over, pings answered, and a farewell returned. */
function listen(socket: Duplex, heard: (text: string) => void): void {
  let read = Buffer.alloc(0);
  const take = ({ opcode, body }: Frame) => {
    if (opcode === 0x1) heard(body.toString());
    if (opcode === 0x9) socket.write(frame(0xa, body.toString()));
    if (opcode === 0x8) socket.end(frame(0x8, ""));
  };
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => {
    read = Buffer.concat([read, chunk]);
    for (let one = next(read); one; one = next(read)) {
      read = read.subarray(one.length);
      take(one);
    }
  });
}

interface Frame {
  opcode: number;
  body: Buffer;
  length: number;
}

/** A client's frames are masked; none of ours is longer than 64 KB. */
function next(read: Buffer): Frame | undefined {
  if (read.length < 6) return undefined;
  const short = (read[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  const size = short === 126 ? read.readUInt16BE(2) : short;
  const length = start + 4 + size;
  if (read.length < length) return undefined;
  const mask = read.subarray(start, start + 4);
  const body = Buffer.from(read.subarray(start + 4, length)).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return { opcode: (read[0] ?? 0) & 0x0f, body: Buffer.from(body), length };
}
