import type { Answers } from "../../src/core/deliveries/answers.ts";
import type { ReferenceStore } from "../../src/core/deliveries/kept.ts";
import type { Drafts } from "../../src/core/reply/carried.ts";
import type { Reply } from "../../src/core/reply/reply.ts";
import type { Author, Request } from "../../src/core/request/request.ts";

/** What the adapter is told about Teams; `src/config/teams.ts` reads it. */
export interface TeamsSettings {
  appId: string;
  credential: TeamsCredential;
  /** The only tenant that is served; lower case. */
  tenantId: string;
  openIdMetadataUrl: string;
  tokenIssuer: string;
  tokenUrl: string;
  /** Exact hosts, with their port where there is one. */
  serviceHosts: readonly string[];
}

/** What the app proves to Microsoft with that it is this app. */
export type TeamsCredential =
  | { kind: "secret"; secret: string }
  /** One that is the app itself, or stands for it; `endpoint` is where this machine is given its tokens. */
  | { kind: "managed identity"; clientId: string; endpoint: IdentityEndpoint }
  /** A file that whoever runs this machine writes, and keeps fresh. */
  | { kind: "federated"; tokenFile: string }
  /** PEM files. */
  | { kind: "certificate"; certificate: string; key: string };

export interface IdentityEndpoint {
  url: string;
  version: string;
  headers: Readonly<Record<string, string>>;
}

/** What the adapter needs of the process it runs in; `src/app/app.ts` passes it in. */
export interface TeamsHost {
  settings: TeamsSettings;
  /** The core's dispatch; never throws. */
  handle(request: Request): Promise<Reply>;
  /** First sight of a member whom somebody mentioned: whether they are on record, linked by their address if need be. */
  introduce(author: Author): Promise<boolean>;
  /** True for the first who asks about this message, of all processes: the one that answers. */
  claimAnswer(request: string): Promise<boolean>;
  /** Where what the platform does not take is kept until it does. */
  answers: Answers;
  drafts: Drafts;
  references: ReferenceStore;
  /** Microsoft refuses us as a whole, and why; told once until it works again. */
  onRefused(tenant: string, reason: string): void;
  /** An error of ours, without names or what was typed. */
  onFault(error: unknown): void;
}
