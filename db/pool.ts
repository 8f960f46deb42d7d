import { DatabaseDown } from "../src/core/request/errors.ts";
import { type Connection, connector } from "./connection.ts";
import { codeOf, isBroken } from "./errors.ts";

/** Runs `work` with a connection that is nobody else's meanwhile, and that breaks after so many milliseconds. */
export type Use = <T>(work: (connection: Connection) => PromiseLike<T>, patience?: number) => Promise<T>;

export interface Pool {
  use: Use;
  inUse(): number;
  /** Somebody waits for a connection that the server does not give. */
  isShort(): boolean;
  close(): Promise<void>;
}

/** What Postgres says when it has no connection left. */
const TOO_MANY = "53300";

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
  const hopes = createHopes();
  const places = createPlaces(size);
  let closed = false;

  const take = async (since = performance.now()): Promise<Connection> => {
    if (closed) throw new DatabaseDown("the connections to the database are closed");
    const rested = idle.pop();
    if (rested && !rested.lost) return rested;
    if (rested) {
      all.delete(rested);
      return take(since);
    }
    const connection = await hopes.unlessTooMany(connect, since);
    if (!connection) return take(since);
    all.add(connection);
    return connection;
  };
  const giveBack = (connection: Connection, error?: unknown) => {
    if (!connection.lost && !isBroken(error)) idle.push(connection);
    else if (all.delete(connection)) connection.drop();
    hopes.fulfil();
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
  return { use, inUse: places.taken, isShort: hopes.isShort, close };
}

/** Where the server gives no more connections, those it gave serve everybody in turn: for so many milliseconds. */
const HOPE = 10_000;
/** So long, in milliseconds, after the server refused a connection there are too few. */
const SHORT = 5_000;
/** Between two tries, where none is given back meanwhile: other processes end, too. */
const PAUSE = 200;

function createHopes() {
  const hoping = new Set<() => void>();
  let refusedAt = Number.NEGATIVE_INFINITY;
  const unlessTooMany = async (connect: () => Promise<Connection>, since: number): Promise<Connection | undefined> => {
    try {
      return await connect();
    } catch (error) {
      if (codeOf(error) === TOO_MANY) refusedAt = performance.now();
      if (codeOf(error) !== TOO_MANY || performance.now() - since > HOPE) throw error;
      await new Promise<void>((resolve) => {
        hoping.add(resolve);
        setTimeout(resolve, PAUSE);
      });
      return undefined;
    }
  };
  const fulfil = () => {
    const [first] = hoping;
    if (!first) return;
    hoping.delete(first);
    first();
  };
  return { unlessTooMany, fulfil, isShort: () => performance.now() - refusedAt < SHORT };
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
