import { rm } from "node:fs/promises";
import postgres from "postgres";
import { Temporal } from "temporal-polyfill";
import { type App, createApp } from "../../../../src/app/app.ts";
import { readConfig } from "../../../../src/config/config.ts";
import { embeddedSample } from "../../../support/embedded-sample.ts";
import { sampleDatabase } from "../../../support/town.ts";

const AFTERNOON = Temporal.Instant.from("2026-11-21T20:05:00Z");

/** The sample city, listening on loopback: one process, or several replicas on one server. */
export interface PagesCity {
  apps: App[];
  urls: string[];
  /** The link a person was sent last, as it stands in their own chat; the page is asked by this very person. */
  linkFor(email: string, pathname?: string): Promise<string>;
  /** What is really stored; only on a server. */
  rows(statement: string): Promise<unknown[]>;
  stop(): Promise<void>;
}

export async function startCity(
  engine: "embedded" | "server",
  { replicas = 1, env = {} }: { replicas?: number; env?: Record<string, string> } = {},
): Promise<PagesCity> {
  const database = engine === "server" ? await sampleDatabase() : undefined;
  const folder = database ? undefined : await embeddedSample();
  const where = database ? { DATABASE_URL: database.url, PLAN: "milwaukee" } : { DATA_DIR: folder ?? "" };
  const config = { ...readConfig({ LOG_LEVEL: "silent", DEMO: "on", ...where, ...env }), port: 0 };
  const apps: App[] = [];
  const stops: (() => Promise<void>)[] = [];
  const urls: string[] = [];
  let connection: ReturnType<typeof postgres> | undefined;
  for (let at = 0; at < replicas; at += 1) {
    const app = await createApp(config, { clock: () => AFTERNOON });
    const listening = await app.start();
    apps.push(app);
    urls.push(`http://127.0.0.1:${listening.port}`);
    stops.push(async () => {
      await listening.stop();
      await app.close();
    });
  }
  return {
    apps,
    urls,
    linkFor: async (email, pathname = "/overview") => {
      const [app] = apps;
      const person = await app?.stores.people.actor(email, "web", "2026-11-21");
      if (!app || !person) throw new Error(`nobody has ${email}`);
      return `/in/${await app.stores.web.makeLink({ person: person.id, path: pathname })}`;
    },
    rows: async (statement) => {
      if (!database) throw new Error("only a server can be looked into");
      connection ??= postgres(database.url, { max: 1, onnotice: () => {} });
      return [...(await connection.unsafe(statement))];
    },
    stop: async () => {
      await connection?.end();
      for (const stop of stops) await stop();
      if (folder) await rm(folder, { recursive: true, force: true });
      await database?.drop();
    },
  };
}

const FORM = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" };

export const get = (url: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(url, { headers, redirect: "manual", method });

/** As a form of our own posts. */
export const post = (url: string, values: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { ...FORM, ...headers },
    body: new URLSearchParams(values).toString(),
  });

/** What a browser sends back of what it was given. */
export const cookieOf = (response: Response): string => (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";

/** Signs somebody in by their link; the cookie as a browser sends it. */
export async function signIn(city: PagesCity, email: string, at = 0): Promise<string> {
  return cookieOf(await post(`${city.urls[at]}${await city.linkFor(email)}`));
}
