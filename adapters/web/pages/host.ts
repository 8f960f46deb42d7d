import type { WebStore } from "../../../src/core/people/web.ts";
import type { Reply } from "../../../src/core/reply/reply.ts";
import type { Actor } from "../../../src/core/request/actor.ts";
import type { Input } from "../../../src/core/request/request.ts";
import type { Write } from "../../../src/core/request/write.ts";
import type { DrawChart } from "../reply/frame.ts";

/** Signing in by the city's identity provider. */
export interface Provider {
  /** Where the browser is sent, and what must be remembered until it comes back. */
  begin(): Promise<{ href: string; memory: string }>;
  /** The account that came back; throws where the answer is not to what was asked. */
  finish(url: URL, memory: string): Promise<{ tenant: string; userId: string }>;
}

/** What the pages need of the process they run in; `src/app/pages.ts` passes it in. */
export interface PagesHost {
  city: string;
  /** "https://equity.city.gov", or loopback; read at each request, since the port may be any. */
  base(): string;
  /** The core's dispatch, for whoever signed in; never throws. */
  ask(person: number, input: Input, request: string): Promise<Reply>;
  /** Person and roles as they are now; undefined for somebody who left or is nobody any more. */
  actor(person: number): Promise<Actor | undefined>;
  /** Whoever has that work e-mail; undefined for nobody. */
  byEmail(email: string): Promise<number | undefined>;
  web: WebStore;
  writeFor(person: number): Write;
  newId(): string;
  drawChart: DrawChart;
  /** Something was queued that must not wait for the next round. */
  wake(): void;
  provider: Provider | undefined;
  /** On loopback in the playground: whom one can pretend to be. */
  pretend: (() => Promise<{ email: string; name: string }[]>) | undefined;
  onFault(error: unknown): void;
}
