import type { Temporal } from "temporal-polyfill";
import type { WorkCalendar } from "../core/calendar/business-days.ts";
import type { Catalog } from "../core/catalog/catalog.ts";
import type { Stores } from "../core/command/stores.ts";
import type { MessageKind } from "../core/deliveries/messages.ts";
import type { Reply } from "../core/reply/reply.ts";
import type { Plan } from "../domain/plan/plan.ts";

/** What the clock works with; `src/app/parts.ts` gives it. */
export interface ClockSetting {
  plan: Plan;
  stores: Stores;
  /** The days on which this city works. */
  workCalendar(): Promise<WorkCalendar>;
  catalog(): Promise<Catalog>;
  clock(): Temporal.Instant;
  /** In the sample city. */
  putForward(to: Temporal.Instant): void;
  /** Where the pages are; undefined where they are off. */
  pages(): string | undefined;
  messageKinds: readonly MessageKind[];
  /** Tells whether a message would say something else by now. */
  markOf(message: Reply): string;
  log: { info(what: object, message: string): void };
}
