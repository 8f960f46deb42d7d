import type { Sql } from "postgres";
import type { Connection } from "./connection.ts";
import { isBroken } from "./errors.ts";
import type { Use } from "./pool.ts";

/** As much of a driver as drizzle calls, with a connection of its own for each statement or transaction. */
export function driverOver(use: Use): Sql {
  const driver = {
    options: { parsers: {}, serializers: {} },
    unsafe: (...query: Parameters<Sql["unsafe"]>) => statement(use, query),
    begin: <T>(work: (connection: Connection) => Promise<T>) =>
      use(async (connection) => {
        await connection.unsafe("begin");
        try {
          const result = await work(connection);
          await connection.unsafe("commit");
          return result;
        } catch (error) {
          if (!isBroken(error)) await connection.unsafe("rollback");
          throw error;
        }
      }),
  };
  // Of what postgres.js offers, drizzle asks for these two only.
  return driver as unknown as Sql;
}

/**
 * A statement, as objects or, where `values()` is called before anything waits for it, as arrays: so it starts a moment
 * later than it is made.
 */
function statement(use: Use, query: Parameters<Sql["unsafe"]>) {
  let arrays = false;
  const run = (connection: Connection) => {
    const sent = connection.unsafe(...query);
    return arrays ? sent.values() : sent;
  };
  const rows = Promise.resolve().then(() => use<unknown>(run));
  const values = () => {
    arrays = true;
    return rows;
  };
  return Object.assign(rows, { values });
}
