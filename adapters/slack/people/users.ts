import type { Clients } from "../send/clients.ts";
import { failureOf } from "../send/clients.ts";
import type { ProfileSource } from "./profiles.ts";

/** Slack asks for pages of less than a thousand, and takes about twenty a minute. */
const PAGE = 500;
const PAUSE_MS = 3_000;

/** Users as the Web API gives them. */
export function userSource(clients: Clients): ProfileSource {
  return {
    one: async (workspace, userId) => {
      try {
        return (await clients.interactive(workspace).users.info({ user: userId, include_locale: true })).user;
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === "refused" && ["user_not_found", "user_not_visible"].includes(failure.code))
          return undefined;
        throw error;
      }
    },
    page: async (workspace, cursor) => {
      const client = clients.deliveries(workspace);
      const page = await client.users.list({ limit: PAGE, include_locale: true, ...(cursor ? { cursor } : {}) });
      return { users: page.members ?? [], next: page.response_metadata?.next_cursor || undefined };
    },
    waitAfter: (error) => {
      if (error === undefined) return PAUSE_MS;
      const failure = failureOf(error);
      return failure.kind === "limited" ? failure.afterMs : undefined;
    },
    byEmail: async (workspace, email) => {
      try {
        return (await clients.deliveries(workspace).users.lookupByEmail({ email })).user;
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === "refused" && failure.code === "users_not_found") return undefined;
        throw error;
      }
    },
  };
}
