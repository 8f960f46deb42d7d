import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { DatabaseDown } from "../src/core/errors.ts";
import { codeOf, isBroken } from "./errors.ts";

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
  connection: { application_name: "equity-assistant", DateStyle: "ISO, YMD", TimeZone: "UTC" },
};

/** A proxy that takes callers and hangs up would be asked for ever otherwise. */
const PATIENCE = 5_000;

interface Address {
  host: string;
  port: number;
  target_session_attrs: Sql["options"]["target_session_attrs"];
}

/** Connects to the server, or to the first of several that answers and takes writes; the one that did last is asked first. */
export function connector(url: string): () => Promise<Connection> {
  const { host, port, target_session_attrs } = postgres(url, OPTIONS).options;
  const several = host.length > 1 ? ("read-write" as const) : undefined;
  const hosts = host.map((name, at): Address => {
    return { host: name, port: port[at] ?? 5432, target_session_attrs: target_session_attrs ?? several };
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
    throw new DatabaseDown(`the database cannot be reached: ${codeOf(failure)}`);
  };
}

async function connect(url: string, address: Address): Promise<Connection> {
  let lost = false;
  const onclose = () => {
    lost = true;
  };
  const sql = postgres(url, { ...OPTIONS, ...address, onclose });
  // For what it does to a driver: dates and times stay the text they are sent as.
  drizzle(sql);
  const drop = () => {
    lost = true;
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
      if (lost) throw Object.assign(new Error("the connection was lost"), { code: "CONNECTION_CLOSED" });
      return sql.unsafe(...query);
    },
    end: () => sql.end({ timeout: 5 }),
    drop,
  };
}
