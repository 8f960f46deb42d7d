import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { OpsConfig } from "../config/config.ts";
import { Refusal } from "../core/request/errors.ts";
import { opsRoutes, type Watched } from "./ops.ts";

export interface ServerOptions extends Watched {
  host: string;
  port: number;
  ops: OpsConfig;
  /** Each adapter's own routes. */
  routes: readonly Hono[];
}

export interface Listening {
  /** The port really taken: PORT=0 asks for any. */
  port: number;
  stop(): Promise<void>;
}

/**
 * The HTTP port, and one for operators where OPS_PORT names it. A slow body is cut off after ten seconds, slow headers after five.
 */
export async function listen(options: ServerOptions): Promise<Listening> {
  const { host, ops, routes } = options;
  const watched = opsRoutes(options, ops);
  const apart = ops.port === undefined ? undefined : await start(appOf([watched]), { host, port: ops.port });
  try {
    const server = await start(appOf(apart ? routes : [watched, ...routes]), options);
    return { port: server.port, stop: async () => void (await Promise.all([server.stop(), apart?.stop()])) };
  } catch (error) {
    await apart?.stop();
    throw error;
  }
}

function appOf(all: readonly Hono[]): Hono {
  const app = new Hono();
  app.get("/healthz", (context) => context.text("ok"));
  for (const routes of all) app.route("/", routes);
  app.notFound((context) => context.text("There is nothing here.", 404));
  app.onError((_error, context) => context.text("Something broke on our side.", 500));
  return app;
}

function start(app: Hono, { host, port }: Pick<ServerOptions, "host" | "port">): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: app.fetch,
        hostname: host,
        port,
        serverOptions: { requestTimeout: 10_000, headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
      },
      (address) => resolve({ port: address.port, stop: () => stop(server as Server) }),
    );
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Refusal(`Port ${port} on ${host} is in use. Set PORT to another one.`)
          : error,
      ),
    );
  });
}

/** What is under way may finish for ten seconds. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  });
}
