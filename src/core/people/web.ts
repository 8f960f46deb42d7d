import type { Author } from "../request/request.ts";
import type { Write } from "../request/write.ts";

/** The tenant of whoever asks by a page: the session has said already which person that is. */
export const PAGES = "pages";

/** A browser that is signed in. */
export interface WebSession {
  id: number;
  person: number;
}

/** What a link opens, and for whom. */
export interface WebLink {
  person: number;
  path: string;
}

/**
 * Signing in to the pages. Tokens are 32 random bytes of which only a digest is stored; times are the database's, so every
 * replica agrees on what has run out.
 */
export interface WebStore {
  /** Has a link sent into the person's own chat, at most one a minute. */
  askForLink(person: number, path: string, write: Write): Promise<"on its way" | "sent a moment ago">;
  /** A new link, in place of any the person had: it works once, for ten minutes. */
  makeLink(link: WebLink): Promise<string>;
  /** What a link opens while it works; looking uses nothing up. */
  linkOf(token: string): Promise<WebLink | undefined>;
  /** Uses the link up and begins a session; nothing when somebody was faster, or it works no longer. */
  signIn(token: string): Promise<{ token: string; path: string } | undefined>;
  /** Whether a session of theirs goes on, in whatever browser. */
  isSignedIn(person: number): Promise<boolean>;
  /** Begins a session for somebody whom another way has made known. */
  begin(person: number, way: string): Promise<string>;
  /** Whose session it is, unless it was ended, idle for 8 hours or is 7 days old. */
  sessionOf(token: string): Promise<WebSession | undefined>;
  /** Ends one session of a person, or with no id all of them. */
  end(person: number, id: number | undefined, write: Write): Promise<"ended" | "over already">;
  /** The person behind an account of the city's identity provider, by the ids an administrator has linked. */
  personBehind(account: Pick<Author, "platform" | "tenant" | "userId">): Promise<number | undefined>;
  /** What is over for a month. */
  purge(): Promise<void>;
}

/** A page of ours and nothing else: where a link leads is never an address of somebody else's. */
export function pagePath(asked: string | undefined): string {
  const path = asked ?? "";
  return /^\/[a-z][\w/-]*(?:\?[\w=&.:%+~-]*)?(?:#[\w-]*)?$/i.test(path) && !path.includes("//") && path.length <= 300
    ? path
    : START;
}

/** Where everybody begins: it leads on to what the person may see. */
export const START = "/overview";
