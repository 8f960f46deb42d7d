import type { Clients } from "../send/clients.ts";
import { failureOf } from "../send/clients.ts";
import type { ProfileSource } from "./profiles.ts";

const PAGE = 200;

/** Users as the Web API gives them. */
export function userSource(clients: Clients): ProfileSource {
  return {
    one: async (workspace, userId) => {
      try {
        return (await clients.interactive(workspace).users.info({ user: userId })).user;
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === "refused" && ["user_not_found", "user_not_visible"].includes(failure.code))
          return undefined;
        throw error;
      }
    },
    all: async function* (workspace) {
      const client = clients.deliveries(workspace);
      let cursor: string | undefined;
      do {
        const page = await client.users.list({ limit: PAGE, ...(cursor ? { cursor } : {}) });
        yield page.members ?? [];
        cursor = page.response_metadata?.next_cursor;
      } while (cursor);
    },
  };
}
