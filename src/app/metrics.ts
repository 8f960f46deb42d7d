import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "../../db/database.ts";
import type { DeliveryStore } from "../core/deliveries/deliveries.ts";

export interface Metrics {
  /** One request answered: which command's kind of answer, and how long it took, in seconds. */
  observe(outcome: "answered" | "failed", seconds: number): void;
  incident(): void;
  /** What came of a try to deliver a message nobody asked for. */
  message(state: string): void;
  /** Somebody has looked at what is due. */
  swept(): void;
  /** Prometheus text format. */
  print(): Promise<string>;
}

/** What is asked anew each time somebody collects. */
export interface Collected {
  database: Pick<Database, "connections">;
  deliveries: Pick<DeliveryStore, "backlog">;
}

export function createMetrics(collected: Collected): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const seconds = new Histogram({
    name: "equity_request_seconds",
    help: "Time to answer a request.",
    labelNames: ["outcome"],
    registers,
  });
  const incidents = new Counter({
    name: "equity_incidents_total",
    help: "Errors of ours that somebody was told about.",
    registers,
  });
  const messages = new Counter({
    name: "equity_messages_total",
    help: "Tries to deliver a message nobody asked for.",
    labelNames: ["state"],
    registers,
  });
  const { swept, collect } = watch(registry, collected);
  return {
    observe: (outcome, duration) => seconds.observe({ outcome }, duration),
    incident: () => incidents.inc(),
    message: (state) => messages.inc({ state }),
    swept,
    print: async () => {
      await collect();
      return registry.metrics();
    },
  };
}

/** What stands at a level: read when somebody collects. */
function watch(registry: Registry, { database, deliveries }: Collected) {
  const gauge = (name: string, help: string) => new Gauge({ name: `equity_${name}`, help, registers: [registry] });
  const waiting = gauge("deliveries_waiting", "Messages that are to go out, or to be edited.");
  const oldest = gauge("deliveries_oldest_waiting_seconds", "How long the oldest message that is due has waited.");
  const failed = gauge("deliveries_failed", "Messages that failed or are unconfirmed, which an officer is shown.");
  const age = gauge("sweep_age_seconds", "Time since this process looked at what is due.");
  const inUse = gauge("database_connections_in_use", "Connections to the server that are in use.");
  const limit = gauge("database_connections_limit", "Connections to the server that there may be.");
  let sweptAt = performance.now();
  const collect = async () => {
    age.set((performance.now() - sweptAt) / 1000);
    const connections = database.connections?.();
    inUse.set(connections?.inUse ?? 0);
    limit.set(connections?.limit ?? 1);
    // Without its database a process is still watched: these keep what they said last.
    const backlog = await deliveries.backlog().catch(() => undefined);
    if (!backlog) return;
    waiting.set(backlog.waiting);
    oldest.set(backlog.oldestSeconds);
    failed.set(backlog.failed);
  };
  const swept = () => {
    sweptAt = performance.now();
  };
  return { swept, collect };
}
