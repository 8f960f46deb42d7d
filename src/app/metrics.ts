import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

export interface Metrics {
  /** One request answered: which command's kind of answer, and how long it took, in seconds. */
  observe(outcome: "answered" | "failed", seconds: number): void;
  incident(): void;
  /** What came of a try to deliver a message nobody asked for. */
  message(state: string): void;
  /** Prometheus text format. */
  print(): Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: "equity_request_seconds",
    help: "Time to answer a request.",
    labelNames: ["outcome"],
    registers: [registry],
  });
  const incidents = new Counter({
    name: "equity_incidents_total",
    help: "Errors of ours that somebody was told about.",
    registers: [registry],
  });
  const messages = new Counter({
    name: "equity_messages_total",
    help: "Tries to deliver a message nobody asked for.",
    labelNames: ["state"],
    registers: [registry],
  });
  return {
    observe: (outcome, duration) => seconds.observe({ outcome }, duration),
    incident: () => incidents.inc(),
    message: (state) => messages.inc({ state }),
    print: () => registry.metrics(),
  };
}
