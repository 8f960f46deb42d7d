import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A network between the bot and its server that can be made to fail. */
export interface Network {
  url: string;
  /** Takes nobody any more, and cuts off whoever is connected. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** Takes callers and hangs up at once, as a load balancer does whose server is away. */
  hangUp(): Promise<void>;
  /** Nothing passes any more, and nobody is told. */
  freeze(): void;
  /**
   * The next time that `words` go to the server they reach it; the answer to them is lost with the connection. The
   * promise is for the moment it was lost.
   */
  loseAnswerTo(words: string): Promise<void>;
  /** How many are connected. */
  connections(): number;
  close(): Promise<void>;
}

type Mode = "pass" | "hang up" | "frozen";

export async function startNetwork(server: string): Promise<Network> {
  const target = new URL(server);
  const pairs = new Set<{ client: Socket; upstream: Socket }>();
  let mode: Mode = "pass";
  let trap: { words: string; sprung: boolean; lost(): void } | undefined;

  const join = (client: Socket) => {
    client.on("error", () => {});
    if (mode === "hang up") return void client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    const pair = { client, upstream };
    pairs.add(pair);
    const part = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    upstream.on("error", part).on("close", part);
    client.on("close", part);
    let caught = false;
    client.on("data", (chunk) => {
      if (mode === "frozen") return;
      if (trap && !trap.sprung && chunk.includes(trap.words)) {
        trap.sprung = true;
        caught = true;
      }
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      if (mode === "frozen") return;
      if (!caught) return void client.write(chunk);
      trap?.lost();
      trap = undefined;
      part();
    });
  };

  let listener = createServer(join).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  const port = address === null || typeof address === "string" ? 0 : address.port;
  const url = new URL(server);
  url.port = String(port);

  const cutAll = () => {
    for (const { client, upstream } of [...pairs]) {
      client.destroy();
      upstream.destroy();
    }
  };
  const cut = async () => {
    const closed = once(listener, "close");
    listener.close();
    cutAll();
    await closed;
  };
  return {
    url: url.href,
    cut,
    restore: async () => {
      mode = "pass";
      if (listener.listening) return;
      listener = createServer(join).listen(port, "127.0.0.1");
      await once(listener, "listening");
    },
    hangUp: async () => {
      mode = "hang up";
      cutAll();
    },
    freeze: () => {
      mode = "frozen";
    },
    loseAnswerTo: (words) =>
      new Promise((resolve) => {
        trap = { words, sprung: false, lost: resolve };
      }),
    connections: () => pairs.size,
    close: async () => {
      if (listener.listening) await cut();
    },
  };
}
