import { createHash, timingSafeEqual } from "node:crypto";
import { Hono, type MiddlewareHandler } from "hono";
import type { OpsConfig } from "../config/config.ts";

/** What is looked at to say whether requests can be answered: each in words. */
export interface Readiness {
  ready: boolean;
  checks: Record<string, string>;
}

export interface Watched {
  readiness(): Promise<Readiness>;
  metrics(): Promise<string>;
}

/** What a city's own operators look at; with a token, nobody else. */
export function opsRoutes({ readiness, metrics }: Watched, { token }: OpsConfig): Hono {
  const routes = new Hono();
  if (token !== undefined) for (const path of ["/readyz", "/metrics"]) routes.use(path, bearer(token));
  routes.get("/readyz", async (context) => {
    const found = await readiness();
    return context.json(found, found.ready ? 200 : 503);
  });
  routes.get("/metrics", async (context) =>
    context.text(await metrics(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }),
  );
  return routes;
}

const digest = (words: string) => createHash("sha256").update(words).digest();

/** Compared as digests, so that neither content nor length shows in the time it takes. */
function bearer(token: string): MiddlewareHandler {
  const wanted = digest(`Bearer ${token}`);
  return async (context, next) => {
    if (timingSafeEqual(digest(context.req.header("authorization") ?? ""), wanted)) return next();
    return context.text("This needs the token of OPS_TOKEN.", 401, { "www-authenticate": "Bearer" });
  };
}
