import * as z from "zod";
import type { Author } from "../../../src/core/request/request.ts";
import type { Workspace } from "../install/workspace.ts";

const slackUser = z.looseObject({
  id: z.string(),
  team_id: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  locale: z.string().nullish(),
  profile: z.looseObject({ email: z.string().nullish(), real_name: z.string().nullish() }).nullish(),
  enterprise_user: z.looseObject({ enterprise_id: z.string().nullish() }).nullish(),
});
type SlackUser = z.output<typeof slackUser>;

/** Reads one user of Slack's; undefined when it has not the shape of one. */
export interface ProfileSource {
  one(workspace: Workspace, userId: string): Promise<unknown>;
  /** Everybody, a page at a time. */
  page(workspace: Workspace, cursor: string | undefined): Promise<{ users: unknown[]; next: string | undefined }>;
  /** Milliseconds that Slack wants between two pages, or after an error; undefined where it does not say. */
  waitAfter(error: unknown): number | undefined;
  /** Nothing for an address that no member has. */
  byEmail(workspace: Workspace, email: string): Promise<unknown>;
}

/**
 * Who people are, as Slack says. All of a workspace's are read when the process starts, so that no look-up eats the three
 * seconds Slack waits for an answer; `user_change` keeps them fresh.
 */
export class Profiles {
  readonly #known = new Map<string, Author>();
  readonly #asked = new Map<string, Promise<Author | undefined>>();
  readonly #byEmail = new Map<string, Author>();
  readonly #source: ProfileSource;

  constructor(source: ProfileSource) {
    this.#source = source;
  }

  /** The author behind a user id; a stranger when Slack does not know them. Throws when Slack cannot be asked. */
  async author(workspace: Workspace, userId: string): Promise<Author> {
    const known = this.#known.get(key(workspace.tenant, userId)) ?? (await this.#ask(workspace, userId));
    return known ?? { platform: "slack", tenant: workspace.tenant, userId, kind: "stranger" };
  }

  /** A full member by e-mail address, if one was seen. */
  byEmail(tenant: string, email: string): Author | undefined {
    return this.#byEmail.get(key(tenant, email.toLowerCase()));
  }

  remember(workspace: Workspace, raw: unknown): Author | undefined {
    const user = slackUser.safeParse(raw).data;
    if (!user) return undefined;
    const author = authorOf(user, workspace);
    this.#known.set(key(workspace.tenant, user.id), author);
    if (author.kind === "member" && author.email !== undefined)
      this.#byEmail.set(key(workspace.tenant, author.email.toLowerCase()), author);
    return author;
  }

  /** The next page of everybody, and where the one after it begins. */
  async read(workspace: Workspace, cursor: string | undefined): Promise<{ users: number; next: string | undefined }> {
    const { users, next } = await this.#source.page(workspace, cursor);
    for (const user of users) this.remember(workspace, user);
    return { users: users.length, next };
  }

  waitAfter(error?: unknown): number | undefined {
    return this.#source.waitAfter(error);
  }

  /** Asks Slack for somebody whom the directory has not shown yet: a full member by that address, or nobody. */
  async lookUp(workspace: Workspace, email: string): Promise<Author | undefined> {
    this.remember(workspace, await this.#source.byEmail(workspace, email));
    return this.byEmail(workspace.tenant, email);
  }

  /** Several requests of one person at once ask Slack once. */
  #ask(workspace: Workspace, userId: string): Promise<Author | undefined> {
    const name = key(workspace.tenant, userId);
    const asking =
      this.#asked.get(name) ??
      this.#source
        .one(workspace, userId)
        .then((user) => this.remember(workspace, user))
        .finally(() => this.#asked.delete(name));
    this.#asked.set(name, asking);
    return asking;
  }
}

const key = (tenant: string, name: string) => `${tenant}\n${name}`;

function authorOf(user: SlackUser, workspace: Workspace): Author {
  const email = user.profile?.email ?? undefined;
  const name = user.real_name ?? user.profile?.real_name ?? user.name ?? undefined;
  return {
    platform: "slack",
    tenant: workspace.tenant,
    userId: user.id,
    kind: kindOf(user, workspace),
    ...(email ? { email } : {}),
    ...(name ? { name } : {}),
    ...(user.locale ? { locale: user.locale } : {}),
  };
}

/** Only full members of our own workspace, or of our own organisation, are linked to people on record. */
function kindOf(user: SlackUser, workspace: Workspace): Author["kind"] {
  if (user.is_bot || user.id === "USLACKBOT") return "bot";
  if (user.is_stranger || user.deleted || !isOurs(user, workspace)) return "stranger";
  return user.is_restricted || user.is_ultra_restricted ? "guest" : "member";
}

function isOurs(user: SlackUser, { teamId, enterpriseId }: Workspace): boolean {
  if (user.team_id && user.team_id === teamId) return true;
  return enterpriseId !== undefined && user.enterprise_user?.enterprise_id === enterpriseId;
}
