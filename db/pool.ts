import { DatabaseDown } from "../src/core/request/errors.ts";
import { type Connection, connector } from "./connection.ts";
import { isBroken } from "./errors.ts";

/** Runs `work` with a connection that is nobody else's meanwhile, and that breaks after so many milliseconds. */
export type Use = <T>(work: (connection: Connection) => PromiseLike<T>, patience?: number) => Promise<T>;

export interface Pool {
  use: Use;
  inUse(): number;
  close(): Promise<void>;
}

/** A server that stays silent for five minutes is taken for dead. */
const PATIENCE = 300_000;

/**
 * Connections, each with one caller at a time and thrown away once it breaks. The driver's own pool will not do: when the
 * server goes away during a transaction it writes to a closed socket, which ends the process, and a connection that broke
 * with something left to send never works again (postgres 3.4.9).
 */
export function createPool(url: string, size: number): Pool {
  const connect = connector(url);
  const all = new Set<Connection>();
  const idle: Connection[] = [];
  const places = createPlaces(size);
  let closed = false;

  const take = async (): Promise<Connection> => {
    if (closed) throw new DatabaseDown("the connections to the database are closed");
    const rested = idle.pop();
    if (rested && !rested.lost) return rested;
    if (rested) {
      all.delete(rested);
      return take();
    }
    const connection = await connect();
    all.add(connection);
    return connection;
  };
  const giveBack = (connection: Connection, error?: unknown) => {
    if (!connection.lost && !isBroken(error)) idle.push(connection);
    else if (all.delete(connection)) connection.drop();
  };
  const use: Use = async (work, patience = PATIENCE) => {
    await places.enter();
    try {
      const connection = await take();
      const impatience = setTimeout(() => connection.drop(), patience);
      try {
        const result = await work(connection);
        giveBack(connection);
        return result;
      } catch (error) {
        giveBack(connection, error);
        throw error;
      } finally {
        clearTimeout(impatience);
      }
    } finally {
      places.leave();
    }
  };
  const close = async () => {
    closed = true;
    await Promise.all([...all].map((connection) => connection.end()));
  };
  return { use, inUse: places.taken, close };
}

/** So many at once; whoever waits longest takes the place that becomes free. */
function createPlaces(size: number) {
  const waiting: (() => void)[] = [];
  let free = size;
  const enter = () => {
    if (free === 0) return new Promise<void>((resolve) => waiting.push(resolve));
    free -= 1;
    return undefined;
  };
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return { enter, leave, taken: () => size - free };
}
