import { Deadline } from "../../../src/core/calendar/deadline.ts";
import { Keeping } from "../../../src/core/deliveries/keeping.ts";
import { type Reply, reply, text } from "../../../src/core/reply/reply.ts";
import { Once } from "../../../src/core/request/once.ts";
import { Patience } from "../../../src/core/request/patience.ts";
import type { Request } from "../../../src/core/request/request.ts";
import type { Health } from "../health/health.ts";
import type { SlackHost } from "../host.ts";
import type { Workspace } from "../install/workspace.ts";
import { greet } from "../people/greet.ts";
import type { Profiles } from "../people/profiles.ts";
import type { ChartSupport } from "../render/chart.ts";
import { publishHome } from "../render/home.ts";
import { type Answer, answerTo, unable, unsure, workingOnIt } from "../send/answer.ts";
import type { Clients } from "../send/clients.ts";
import { readFile } from "../send/files.ts";
import type { Outbox } from "../send/outbox.ts";
import { askerOf } from "../send/surely.ts";
import type { Payload } from "./payload.ts";
import { type Ack, AGAIN, type Arrival } from "./receiver.ts";
import { idOf, translate } from "./translate.ts";
import type { Lookups, Sign, Turn, Way } from "./turn.ts";
import { requestOf, wayOf } from "./way.ts";

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

const HOMELESS = reply(text("Slack does not take your Home tab just now. Open it again in a minute."));

/** As often as Slack sends an event: then whoever asked is told that it cannot be found out who they are. */
const MOST_LOOKS = 3;

/** One payload on its way to its answer. */
interface UnderWay {
  workspace: Workspace;
  outbox: Outbox;
  keeping: Keeping;
  deadline: Deadline;
  ack: Ack;
}

/** One payload from its translation to its answer. */
export class SlackBot {
  readonly #parts: BotParts;
  readonly #introduced = new Set<string>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #events = new Once();
  readonly #patience = new Patience(MOST_LOOKS);

  constructor(parts: BotParts) {
    this.#parts = parts;
  }

  /** Answers within Slack's three seconds, come what may; resolves when all that follows is out as well. */
  take(arrival: Arrival, workspace: Workspace): Promise<void> {
    const { payload, ack } = arrival;
    const answer = () => this.#answer(arrival, workspace);
    // Slack sends an event again that it thinks lost: within this process it is answered once.
    const once = payload.kind === "event" ? this.#events.run(payload.envelope.event_id, answer) : answer();
    const work = once
      .catch((error: unknown) => {
        this.#parts.host.onFault(error);
        ack(payload.kind === "event" ? AGAIN : undefined);
      })
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

  async #answer({ payload, at, ack }: Arrival, workspace: Workspace): Promise<void> {
    const id = idOf(requestOf(payload));
    const outbox = this.#outbox(workspace, id);
    const way = wayOf(payload);
    const asker = askerOf(way ?? { surface: "message", user: "" }, workspace.tenant);
    const keeping = new Keeping({ ...outbox, id, asker });
    const deadline = new Deadline(Math.max(0, PATIENCE_MS - (performance.now() - at)), () => {
      if (!way) return ack(payload.kind === "event" ? AGAIN : undefined);
      void keeping.promise().then((promised) => ack(promised ? workingOnIt(payload) : unsure(payload)));
    });
    const underWay: UnderWay = { workspace, outbox, keeping, deadline, ack };
    try {
      const turn = await translate(payload, this.#lookups(workspace)).catch(async (error: unknown) => {
        this.#parts.health.note(workspace.tenant, error);
        if (way) await this.#apologise(error, payload, way, underWay);
        throw error;
      });
      if (turn === undefined) return;
      if ("sign" in turn) await this.#heed(turn, workspace);
      else await this.#reply(turn, underWay);
    } finally {
      deadline.clear();
    }
  }

  /** It could not be found out what a request needs: an event comes again, and whoever waits is told that nothing was done. */
  async #apologise(error: unknown, payload: Payload, way: Way, underWay: UnderWay) {
    if (payload.kind === "event" && !this.#patience.isOut(payload.envelope.event_id)) return underWay.ack(AGAIN);
    await this.#send(unable(error), way, undefined, underWay);
  }

  async #reply(turn: Turn, underWay: UnderWay): Promise<void> {
    const { handle } = this.#parts.host;
    const { keeping, outbox, ack } = underWay;
    if (turn.way.surface === "home-opened") return this.#openHome(turn, underWay);
    keeping.about(turn.request);
    const answer = turn.refused ?? (await handle(turn.request));
    const told = turn.note === undefined ? answer : { ...answer, blocks: [...answer.blocks, text(turn.note)] };
    await this.#send(told, turn.way, turn.request, underWay);
    ack();
    if (told.changed && turn.way.surface === "home") await publishHome(turn, handle, outbox);
  }

  /** Slack sends the event again of a Home that it did not take; whoever pressed for another page is told. */
  async #openHome(turn: Turn, underWay: UnderWay): Promise<void> {
    try {
      await publishHome(turn, this.#parts.host.handle, underWay.outbox);
    } catch (error) {
      if (turn.way.page === undefined) throw error;
      underWay.outbox.onFault(error);
      await this.#send(HOMELESS, { surface: "button", user: turn.way.user }, undefined, underWay);
    }
  }

  /** An event is answered before Slack is told that all is well; a command and a form are answered by that itself. */
  async #send(reply: Reply, way: Way, request: Request | undefined, underWay: UnderWay): Promise<void> {
    const { keeping, outbox, deadline, ack } = underWay;
    // Another process may have had the same event.
    if (way.surface === "message" && request && !(await keeping.claim(request))) return;
    if (deadline.over && !(await keeping.isOurs())) return;
    const answer = await answerTo(reply, way, outbox);
    if (deadline.over) await answer.late();
    else await give(answer, way, { keeping, ack });
    await keeping.kept();
  }

  async #heed(sign: Sign, workspace: Workspace): Promise<void> {
    switch (sign.sign) {
      case "uninstalled":
        return this.#parts.onUninstalled(workspace);
      case "user-changed":
        this.#parts.profiles.remember(workspace, sign.user);
        return;
      case "joined":
        if (sign.user === workspace.botUserId && (await this.#isFirst(sign.request)))
          await greet(sign.channel, workspace, this.#outbox(workspace, sign.request));
        return;
      default:
        return sign satisfies never;
    }
  }

  /** Of all processes. Where the database cannot be asked, two greetings are better than none. */
  #isFirst(request: string): Promise<boolean> {
    return this.#parts.host.claimAnswer(request).catch((error: unknown) => {
      this.#parts.host.onFault(error);
      return true;
    });
  }

  #outbox(workspace: Workspace, request: string): Outbox {
    const { host, clients, responseHost, charts, health } = this.#parts;
    return {
      client: clients.interactive(workspace),
      drafts: host.drafts,
      readsFiles: !health.lacks(workspace.tenant, "files:read"),
      responseHost,
      charts,
      drawPicture: host.drawPicture,
      answers: host.answers,
      tenant: workspace.tenant,
      request,
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

/** What follows the HTTP answer of a command is promised before that; all else is out before Slack hears that all is well. */
async function give({ ack: body, after, more }: Answer, way: Way, { keeping, ack }: Pick<UnderWay, "keeping" | "ack">) {
  if (way.surface !== "command") {
    await after();
    return ack(body);
  }
  if (more) await keeping.promise();
  ack(body);
  await after();
}
