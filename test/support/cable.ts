import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A way to a database that can be cut and mended, as a cable is. */
export interface Cable {
  /** The database's URL by this way. */
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** What passes from now on takes so many milliseconds each way. */
  delay(ms: number): void;
}

/** Forwards connections to the server in `url` until it is cut. */
export async function startCable(url: string): Promise<Cable> {
  const target = new URL(url);
  const open = new Set<Socket>();
  const slow = { ms: 0 };
  let port = 0;
  let server: Server | undefined;
  const listen = async () => {
    server = createServer((incoming) => forward(incoming, target, open, slow));
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  };
  await listen();
  const through = new URL(url);
  through.host = `127.0.0.1:${port}`;
  return {
    url: through.href,
    mend: listen,
    delay: (ms) => {
      slow.ms = ms;
    },
    cut: async () => {
      const closed = server && once(server, "close");
      server?.close();
      for (const socket of open) socket.destroy();
      open.clear();
      await closed;
    },
  };
}

function forward(incoming: Socket, { hostname, port }: URL, open: Set<Socket>, slow: { ms: number }): void {
  const outgoing = connect(Number(port || 5432), hostname);
  for (const socket of [incoming, outgoing]) {
    open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => {
      open.delete(socket);
      incoming.destroy();
      outgoing.destroy();
    });
  }
  pass(incoming, outgoing, slow);
  pass(outgoing, incoming, slow);
}

/** One chunk after the other, each as late as the way is slow when it comes. */
function pass(from: Socket, to: Socket, slow: { ms: number }): void {
  let last = Promise.resolve();
  from.on("data", (chunk) => {
    const due = Date.now() + slow.ms;
    last = last.then(async () => {
      if (due > Date.now()) await sleep(due - Date.now());
      to.write(chunk);
    });
  });
  from.on("end", () => void last.then(() => to.end()));
}
