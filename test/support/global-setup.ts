import { rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { createTemplate, type DatabaseSource, dropTemplates, foldersOf } from "./databases.ts";
import { startPostgres } from "./postgres-server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The run's Postgres server: `inject("postgres").url` is its superuser's. */
    postgres: DatabaseSource;
  }
}

/** One real Postgres server for the whole run; every suite copies its own database there (`freshDatabase`). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ hasty: true });
  const source = await createTemplate(server.url);
  project.provide("postgres", source);
  return async () => {
    await dropTemplates(source);
    await rm(foldersOf(source), { recursive: true, force: true });
    await server.stop();
  };
}
