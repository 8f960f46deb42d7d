import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { Refusal } from "../core/request/errors.ts";

/** What is looked at to say whether requests can be answered: each in words. */
export interface Readiness {
  ready: boolean;
  checks: Record<string, string>;
}

export interface ServerOptions {
  host: string;
  port: number;
  /** Each adapter's own routes. */
  routes: readonly Hono[];
  readiness(): Promise<Readiness>;
  metrics(): Promise<string>;
}

export interface Listening {
  /** The port really taken: PORT=0 asks for any. */
  port: number;
  stop(): Promise<void>;
}

/** The one HTTP port. A slow body is cut off after ten seconds, slow headers after five. */
export async function listen(options: ServerOptions): Promise<Listening> {
  const app = new Hono();
  app.get("/healthz", (context) => context.text("ok"));
  app.get("/readyz", async (context) => {
    const readiness = await options.readiness();
    return context.json(readiness, readiness.ready ? 200 : 503);
  });
  app.get("/metrics", async (context) =>
    context.text(await options.metrics(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }),
  );
  for (const routes of options.routes) app.route("/", routes);
  app.notFound((context) => context.text("There is nothing here.", 404));
  app.onError((_error, context) => context.text("Something broke on our side.", 500));
  return start(app, options);
}

function start(app: Hono, { host, port }: ServerOptions): Promise<Listening> {
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
