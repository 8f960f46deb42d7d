import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A way to a database that can be cut and mended, as a cable is. */
export interface Cable {
  /** The database's URL by this way. */
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** Forwards connections to the server in `url` until it is cut. */
export async function startCable(url: string): Promise<Cable> {
  const target = new URL(url);
  const open = new Set<Socket>();
  let port = 0;
  let server: Server | undefined;
  const listen = async () => {
    server = createServer((incoming) => forward(incoming, target, open));
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
    cut: async () => {
      const closed = server && once(server, "close");
      server?.close();
      for (const socket of open) socket.destroy();
      open.clear();
      await closed;
    },
  };
}

function forward(incoming: Socket, { hostname, port }: URL, open: Set<Socket>): void {
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
  incoming.pipe(outgoing).pipe(incoming);
}
