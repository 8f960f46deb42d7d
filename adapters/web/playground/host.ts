import type { Reply } from "../../../src/core/reply/reply.ts";
import type { Request } from "../../../src/core/request/request.ts";
import type { DrawChart } from "../reply/frame.ts";

/** What the playground needs of the process it runs in; `src/app/app.ts` passes it in. */
export interface PlaygroundHost {
  cityName: string;
  /** IANA time zone of the city. */
  zone: string;
  /** Whether the database holds the sample city. */
  sample(): Promise<boolean>;
  /** The core's dispatch; never throws. */
  handle(request: Request): Promise<Reply>;
  people(): Promise<PlaygroundPerson[]>;
  departments(): Promise<{ code: string; name: string }[]>;
  /** What can be asked for, for the list of commands and for completion. */
  commands(): readonly Sayable[];
  /** "Sat 21 Nov 14:05", in the city. */
  now(): string;
  /** Puts the clock forward, to the next nudge, the next message or a day, and sends on the way what falls due. */
  jump(target: "nudge" | "next" | { day: string }): Promise<{ failed: boolean; words: string }>;
  /** A new request id. */
  newId(): string;
  drawChart: DrawChart;
  /** Tells of every write; gives back how to stop listening. */
  onChange(listener: (change: { record: string; department: string | undefined }) => void): () => void;
  /** Before the server stops: pages that listen are let go, else it would wait for them. */
  onStop?(letGo: () => void): void;
  /** An error of ours that no reply tells of. */
  onFault?(error: unknown): void;
  /** Where the process listens: the guard answers for this address only. */
  port(): number;
  host: string;
}

export interface PlaygroundPerson {
  email: string;
  name: string;
  department: string | undefined;
  departmentName: string | undefined;
  roles: readonly string[];
}

/** As much of a command as a person needs to ask for it. */
export interface Sayable {
  name: string;
  summary: string;
  /** As they are typed here, slash and all. */
  examples: readonly string[];
  roles: readonly string[];
  /** Only buttons and forms lead to it. */
  internal?: boolean | undefined;
}
