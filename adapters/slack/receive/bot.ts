import { Deadline } from "../../../src/core/calendar/deadline.ts";
import type { Reply } from "../../../src/core/reply/reply.ts";
import { Once } from "../../../src/core/request/once.ts";
import type { Health } from "../health/health.ts";
import type { SlackHost } from "../host.ts";
import type { Workspace } from "../install/workspace.ts";
import { greet } from "../people/greet.ts";
import type { Profiles } from "../people/profiles.ts";
import type { ChartSupport } from "../render/chart.ts";
import { publishHome } from "../render/home.ts";
import { answerTo, unable, workingOnIt } from "../send/answer.ts";
import type { Clients } from "../send/clients.ts";
import { readFile } from "../send/files.ts";
import type { Outbox } from "../send/outbox.ts";
import type { Payload } from "./payload.ts";
import type { Ack } from "./receiver.ts";
import { idOf, translate } from "./translate.ts";
import type { Lookups, Sign, Turn, Way } from "./turn.ts";
import { wayOf } from "./way.ts";

/** Slack waits three seconds for an answer; this leaves it half a second to arrive. */
const PATIENCE_MS = 2_500;

export interface BotParts {
  host: SlackHost;
  clients: Clients;
  profiles: Profiles;
  responseHost: string;
  charts: ChartSupport;
  health: Health;
  onUninstalled(workspace: Workspace): Promise<void>;
}

/** By what a request is known when it comes again, and where its answer goes. */
interface Asked {
  id: string;
  way: Way;
}

/** One payload from its translation to its answer. */
export class SlackBot {
  readonly #parts: BotParts;
  readonly #introduced = new Set<string>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #events = new Once();

  constructor(parts: BotParts) {
    this.#parts = parts;
  }

  /** Answers within Slack's three seconds, come what may; resolves when all that follows is out as well. */
  take(payload: Payload, workspace: Workspace, ack: Ack): Promise<void> {
    const answer = () => this.#answer(payload, workspace, ack);
    // Slack sends an event again that it thinks lost: within this process it is answered once.
    const once = payload.kind === "event" ? this.#events.run(payload.envelope.event_id, answer) : answer();
    const work = once
      .catch((error: unknown) => this.#parts.host.onFault(error))
      .finally(() => {
        ack();
        this.#underWay.delete(work);
      });
    this.#underWay.add(work);
    return work;
  }

  /** Waits for what is under way. */
  async settle(): Promise<void> {
    await Promise.allSettled([...this.#underWay]);
  }

  async #answer(payload: Payload, workspace: Workspace, ack: Ack): Promise<void> {
    const deadline = new Deadline(PATIENCE_MS, () => ack(workingOnIt(payload)));
    try {
      const turn = await translate(payload, this.#lookups(workspace)).catch(async (error: unknown) => {
        this.#parts.health.note(workspace.tenant, error);
        await this.#apologise(error, payload, workspace, ack, deadline);
        throw error;
      });
      if (turn === undefined) return;
      if ("sign" in turn) await this.#heed(turn, workspace);
      else await this.#reply(turn, workspace, ack, deadline);
    } finally {
      deadline.clear();
    }
  }

  /** It could not be found out what a request needs: nothing was done, and whoever asked is told. */
  async #apologise(error: unknown, payload: Payload, workspace: Workspace, ack: Ack, deadline: Deadline) {
    const [way, id] = [wayOf(payload), payload.kind === "event" ? payload.envelope.event_id : ""];
    if (way) await this.#send(unable(error), { id: idOf(id), way }, this.#outbox(workspace), ack, deadline);
  }

  async #reply(turn: Turn, workspace: Workspace, ack: Ack, deadline: Deadline): Promise<void> {
    const { handle } = this.#parts.host;
    const outbox = this.#outbox(workspace);
    if (turn.way.surface === "home-opened") {
      ack();
      return publishHome(turn, handle, outbox);
    }
    const reply = turn.refused ?? (await handle(turn.request));
    await this.#send(reply, { id: turn.request.id, way: turn.way }, outbox, ack, deadline);
    if (reply.changed && turn.way.surface === "home") await publishHome(turn, handle, outbox);
  }

  async #send(reply: Reply, { id, way }: Asked, outbox: Outbox, ack: Ack, deadline: Deadline): Promise<void> {
    if (way.surface === "message" && !(await this.#isOurs(id))) return;
    const answer = await answerTo(reply, way, outbox);
    if (deadline.over) return answer.late();
    deadline.clear();
    ack(answer.ack);
    await answer.after();
  }

  /** Another process may have had the same event. Where the database cannot be asked, two answers are better than none. */
  #isOurs(request: string): Promise<boolean> {
    return this.#parts.host.claimAnswer(request).catch((error: unknown) => {
      this.#parts.host.onFault(error);
      return true;
    });
  }

  async #heed(sign: Sign, workspace: Workspace): Promise<void> {
    switch (sign.sign) {
      case "uninstalled":
        return this.#parts.onUninstalled(workspace);
      case "user-changed":
        this.#parts.profiles.remember(workspace, sign.user);
        return;
      case "joined":
        if (sign.user === workspace.botUserId && (await this.#isOurs(sign.request)))
          await greet(sign.channel, workspace, this.#outbox(workspace));
        return;
      default:
        return sign satisfies never;
    }
  }

  #outbox(workspace: Workspace): Outbox {
    const { host, clients, responseHost, charts, health } = this.#parts;
    return {
      client: clients.interactive(workspace),
      drafts: host.drafts,
      readsFiles: !health.lacks(workspace.tenant, "files:read"),
      responseHost,
      charts,
      drawPicture: host.drawPicture,
      onFault: (error) => host.onFault(error),
    };
  }

  #lookups(workspace: Workspace): Lookups {
    const { host, profiles, clients } = this.#parts;
    return {
      workspace,
      drafts: host.drafts,
      author: (userId) => profiles.author(workspace, userId),
      readFile: (file) => {
        const client = clients.interactive(workspace);
        return readFile(file, { ...host.settings, client, token: workspace.token, onFault: host.onFault });
      },
      introduce: async (userIds) => {
        await Promise.all(userIds.map((userId) => this.#introduce(userId, workspace)));
      },
    };
  }

  /** A mention of somebody unknown stays what it is: the core says that it knows nobody of that name. */
  async #introduce(userId: string, workspace: Workspace): Promise<void> {
    const key = `${workspace.tenant}\n${userId}`;
    if (this.#introduced.has(key)) return;
    try {
      const author = await this.#parts.profiles.author(workspace, userId);
      if (author.kind === "member" && (await this.#parts.host.introduce(author))) this.#introduced.add(key);
    } catch (error) {
      this.#parts.host.onFault(error);
    }
  }
}
