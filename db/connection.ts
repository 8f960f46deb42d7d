import { once } from "node:events";
import net, { type Socket } from "node:net";
import { parsePgArray } from "drizzle-orm/pg-core/utils/array";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { isBroken, notReached } from "./errors.ts";

/** One connection to the server. Once lost it stays lost: nothing is ever sent again on its behalf. */
export interface Connection {
  readonly lost: boolean;
  unsafe: Sql["unsafe"];
  /** Waits up to five seconds for a statement under way. */
  end(): Promise<void>;
  /** At once, whatever is under way. */
  drop(): void;
}

const OPTIONS = {
  max: 1,
  connect_timeout: 5,
  idle_timeout: 0,
  max_lifetime: 0,
  onnotice: () => {},
  // Asking the server for its array types would go on when the connection is lost meanwhile, and end the process.
  fetch_types: false,
  types: { texts: { to: 1009, from: [1009, 1015], parse: parsePgArray, serialize: (text: string) => text } },
  // Compiling a statement costs more than it gains: counting a whole city takes a fifth less without.
  connection: { application_name: "equity-assistant", DateStyle: "ISO, YMD", TimeZone: "UTC", jit: "off" },
};

/** Milliseconds for a connection to be ready to use. */
const PATIENCE = 5_000;

interface Address {
  host: string;
  port: number;
  target_session_attrs: Sql["options"]["target_session_attrs"];
}

/** Connects to the server, or to the first of several that answers and takes writes; the one that did last is asked first. */
export function connector(url: string): () => Promise<Connection> {
  const { host, port, target_session_attrs } = postgres(url, OPTIONS).options;
  const wanted = target_session_attrs ?? (host.length > 1 ? ("read-write" as const) : undefined);
  const hosts = host.map((name, at): Address => {
    return { host: name, port: port[at] ?? 5432, target_session_attrs: wanted };
  });
  return async () => {
    let failure: unknown;
    for (const address of [...hosts]) {
      try {
        return await connect(url, address);
      } catch (error) {
        if (!isBroken(error)) throw error;
        failure = error;
        hosts.push(...hosts.splice(hosts.indexOf(address), 1));
      }
    }
    throw notReached(failure);
  };
}

async function connect(url: string, address: Address): Promise<Connection> {
  let lost = false;
  const onclose = () => {
    lost = true;
  };
  const { host, port, target_session_attrs } = address;
  const dropped = new AbortController();
  const socket = dialOnce(address, dropped.signal);
  const options = { ...OPTIONS, host, port, target_session_attrs, onclose, socket };
  const sql = postgres(url, options);
  // For what it does to a driver: dates and times stay the text they are sent as.
  drizzle(sql);
  const drop = () => {
    lost = true;
    dropped.abort();
    sql.end({ timeout: 0 }).catch(() => {});
  };
  const impatience = setTimeout(drop, PATIENCE);
  try {
    await sql.unsafe("select 1");
  } catch (error) {
    drop();
    throw error;
  } finally {
    clearTimeout(impatience);
  }
  return {
    get lost() {
      return lost;
    },
    unsafe: (...query) => {
      if (lost) throw lostConnection();
      return sql.unsafe(...query);
    },
    end: () => sql.end({ timeout: 5 }),
    drop,
  };
}

/** The driver connects again by itself, without end where somebody takes its call and hangs up: here it may do so once. */
function dialOnce({ host, port }: Address, dropped: AbortSignal): () => Promise<Socket> {
  let dialled = false;
  return async () => {
    if (dialled) throw lostConnection();
    dialled = true;
    const socket = net.connect(port, host);
    await once(socket, "connect", { signal: dropped }).catch((error: unknown) => {
      socket.destroy();
      throw error;
    });
    // The driver checks a certificate against the name it finds here.
    return Object.assign(socket, { host, port });
  };
}

const lostConnection = () => Object.assign(new Error("the connection was lost"), { code: "CONNECTION_CLOSED" });
