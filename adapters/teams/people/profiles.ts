import * as z from "zod";
import type { Author } from "../../../src/core/request/request.ts";
import { ConnectorFault, type Conversation } from "../send/connector.ts";

const member = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  aadObjectId: z.guid().nullish(),
  /** What the Teams service calls the same. */
  objectId: z.guid().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  userRole: z.string().nullish(),
  tenantId: z.string().nullish(),
});
type Member = z.output<typeof member>;

/** The newest that are remembered. */
const MOST = 20_000;
/** Somebody who became a guest, or is no longer one, is known as that within a day. */
const DAY_MS = 86_400_000;

/** Who people are, as Teams says: asked once a day of each. */
export class Profiles {
  readonly #byEmail = new Map<string, Author>();
  readonly #known = new Map<string, { author: Author; at: number }>();
  readonly #tenantId: string;
  readonly #now: () => number;

  constructor(tenantId: string, now: () => number = Date.now) {
    this.#tenantId = tenantId;
    this.#now = now;
  }

  /** A member of our own tenant by e-mail address, if one was seen. */
  byEmail(email: string): Author | undefined {
    return this.#byEmail.get(email.toLowerCase());
  }

  /** Everybody in a team, so that no look-up makes anybody wait, and who never wrote can be written to. */
  async preload(conversation: Pick<Conversation, "members">): Promise<void> {
    for await (const page of conversation.members())
      for (const one of page) {
        const found = member.safeParse(one).data;
        if (found) this.#remember(found.id, found);
      }
  }

  /** The author behind an account's id (`29:…`) or an object id; a stranger when the conversation does not know them. */
  async author(userId: string, conversation: Pick<Conversation, "member">): Promise<Author> {
    const known = this.#known.get(userId);
    if (known && known.at > this.#now() - DAY_MS) return known.author;
    const found = await conversation.member(userId).catch((error: unknown) => {
      if (error instanceof ConnectorFault && error.status === 404) return undefined;
      throw error;
    });
    return this.#remember(userId, member.safeParse(found).data);
  }

  #remember(userId: string, found: Member | undefined): Author {
    const author = authorOf(userId, found, this.#tenantId);
    // Whoever is not found may join in the next minute.
    if (!found) return author;
    for (const id of new Set([userId, found.id, author.userId])) this.#known.set(id, { author, at: this.#now() });
    if (author.kind === "member" && author.email !== undefined) this.#byEmail.set(author.email.toLowerCase(), author);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
    return author;
  }
}

function authorOf(userId: string, found: Member | undefined, tenantId: string): Author {
  const objectId = (found?.aadObjectId ?? found?.objectId)?.toLowerCase();
  const address = found?.userPrincipalName || found?.email;
  return {
    platform: "teams",
    tenant: tenantId,
    userId: objectId ?? userId,
    kind: found && objectId !== undefined ? kindOf(found, tenantId) : "stranger",
    ...(address ? { email: address } : {}),
    ...(found?.name ? { name: found.name } : {}),
  };
}

/** Only members of our own tenant are linked to people on record. */
function kindOf({ userRole, tenantId, userPrincipalName }: Member, ours: string): Author["kind"] {
  if (tenantId && tenantId.toLowerCase() !== ours) return "stranger";
  // A guest's principal name is their address at home, with #EXT# in it, also where Teams leaves out the role.
  if (/#ext#/i.test(userPrincipalName ?? "")) return "guest";
  if (userRole === "anonymous") return "stranger";
  return userRole === "guest" ? "guest" : "member";
}
