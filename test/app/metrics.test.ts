import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { createMetrics } from "../../src/app/metrics.ts";
import { createTown, type Town } from "../support/town.ts";

interface Rules {
  groups: { rules: { alert: string; expr: string }[] }[];
}

const rules = (parse(readFileSync("deploy/alerts.yaml", "utf8")) as Rules).groups.flatMap((group) => group.rules);

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const collected = async () => {
  const { stores } = town.app;
  const metrics = createMetrics({
    database: { connections: () => ({ inUse: 3, limit: 10, short: false }) },
    deliveries: stores.deliveries,
  });
  metrics.observe("answered", 0.02);
  return metrics.print();
};

/** The value of a metric without labels. */
const value = (text: string, name: string) => Number(new RegExp(`^${name} (.+)$`, "m").exec(text)?.[1]);

describe("the metrics", () => {
  test("are there for every alert, and the page says what to do about each", async () => {
    const text = await collected();
    const named = rules.flatMap(({ expr }) => expr.match(/\b(?:equity|nodejs|process)_\w+/g) ?? []);
    const page = readFileSync("docs/operations.md", "utf8");

    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !text.includes(`\n${name}`))).toEqual([]);
    expect(rules.filter(({ alert }) => !page.includes(`| ${alert} |`))).toEqual([]);
  });

  test("count what waits, since when, and what failed", async () => {
    await town.rows(`insert into deliveries (kind, recipient, occasion, data, state, created_at, next_at) values
      ('recorded-you', 'person:1', 'm1', '{}', 'pending', now() - interval '20 minutes', now() - interval '1 minute'),
      ('recorded-you', 'person:1', 'm2', '{}', 'pending', now() - interval '2 hours', now() + interval '1 hour'),
      ('recorded-you', 'person:1', 'm3', '{}', 'failed', now(), now())`);
    const text = await collected();

    expect(value(text, "equity_deliveries_waiting")).toBe(2);
    expect(value(text, "equity_deliveries_failed")).toBe(1);
    // What is put off until later does not wait.
    expect(Math.floor(value(text, "equity_deliveries_oldest_waiting_seconds") / 60)).toBe(20);
    expect(value(text, "equity_database_connections_in_use")).toBe(3);
    expect(value(text, "equity_database_connections_limit")).toBe(10);
  });
});
