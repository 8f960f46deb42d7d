import type { Sql } from "postgres";
import type { Connection } from "./connection.ts";
import { isBroken } from "./errors.ts";
import type { Use } from "./pool.ts";

/** As much of a driver as drizzle calls, with a connection of its own for each statement or transaction. */
export function driverOver(use: Use): Sql {
  const driver = {
    options: { parsers: {}, serializers: {} },
    unsafe: (...query: Parameters<Sql["unsafe"]>) => new Statement(use, query),
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
  return driver as unknown as Sql;
}

/** A statement that runs when it is awaited, as objects or, after `values()`, as arrays. */
class Statement implements PromiseLike<unknown> {
  readonly #use: Use;
  readonly #query: Parameters<Sql["unsafe"]>;
  constructor(use: Use, query: Parameters<Sql["unsafe"]>) {
    this.#use = use;
    this.#query = query;
  }

  values(): Promise<unknown> {
    return this.#use((connection) => connection.unsafe(...this.#query).values());
  }

  // biome-ignore lint/suspicious/noThenProperty: the driver's own statements are awaited, so these must be, too.
  then<A, B>(
    done?: ((rows: unknown) => A | PromiseLike<A>) | null,
    failed?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    return this.#use((connection) => connection.unsafe(...this.#query)).then(done, failed);
  }
}
