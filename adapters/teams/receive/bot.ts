import { Deadline } from "../../../src/core/calendar/deadline.ts";
import type { Asker } from "../../../src/core/deliveries/answers.ts";
import { Keeping } from "../../../src/core/deliveries/keeping.ts";
import { homeOf } from "../../../src/core/places/home.ts";
import { type Reply, reply, text } from "../../../src/core/reply/reply.ts";
import { greeting } from "../../../src/core/request/greeting.ts";
import { Once } from "../../../src/core/request/once.ts";
import { Patience } from "../../../src/core/request/patience.ts";
import type { TeamsHost } from "../host.ts";
import type { Profiles } from "../people/profiles.ts";
import { describe } from "../render/describe.ts";
import { answerTo, briefly, outdatedReply } from "../send/answer.ts";
import type { Connector, Reference } from "../send/connector.ts";
import { handOut, tell } from "../send/files.ts";
import { messagesOf, type Outbox, sendReply } from "../send/outbox.ts";
import { isPersonal, personAddress, type References, referenceOf } from "../send/references.ts";
import { patient } from "../send/surely.ts";
import { lookupsOf } from "./lookups.ts";
import {
  type Activity,
  comesAgain,
  type FileConsent,
  type Installation,
  isArriving,
  isLeaving,
  type Members,
} from "./payload.ts";
import { type Ack, AGAIN } from "./receiver.ts";
import { idOf, isWithUs, type Lookups, type Turn, translate } from "./translate.ts";
import { BROKEN, HELLO, SILENT, SLOW, unanswered, WAIT, WELCOME } from "./words.ts";

/** Teams sends a message again after fifteen seconds, and gives a card's button up sooner than that. */
const PATIENCE_MS = 5_000;

export interface BotParts {
  host: TeamsHost;
  connector(): Promise<Connector>;
  references: References;
  profiles: Profiles;
}

/** One activity from its translation to its answer. */
export class TeamsBot {
  readonly #parts: BotParts;
  readonly #underWay = new Set<Promise<void>>();
  readonly #once = new Once();
  readonly #patience = new Patience(MOST_LOOKS);

  constructor(parts: BotParts) {
    this.#parts = parts;
  }

  /** Answers in time, come what may; resolves when all that follows is out as well. */
  take(activity: Activity, ack: Ack): Promise<void> {
    const answer = () => this.#answer(activity, ack);
    // Teams sends a message again that it thinks lost: within this process it is answered once.
    const once = comesAgain(activity) ? this.#once.run(idOf(activity), answer) : answer();
    const work = once
      .catch((error: unknown) => {
        this.#parts.host.onFault(error);
        ack(unanswered(activity, BROKEN));
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

  async #answer(activity: Activity, ack: Ack): Promise<void> {
    const keeping = this.#keeping(activity);
    const deadline = new Deadline(PATIENCE_MS, () => {
      if (!comesAgain(activity) && activity.type !== "invoke") return ack();
      void keeping.promise().then((promised) => ack(promised ? briefly(activity, WAIT) : unanswered(activity, SLOW)));
    });
    try {
      if (activity.type === "installationUpdate" || activity.type === "conversationUpdate") await this.#heed(activity);
      else if (activity.type === "invoke" && activity.name === "fileConsent/invoke")
        await this.#handOut(activity, ack, keeping);
      else await this.#ask(activity, ack, { deadline, keeping });
    } finally {
      deadline.clear();
    }
  }

  #keeping(activity: Activity): Keeping {
    const { answers, onFault } = this.#parts.host;
    return new Keeping({ answers, onFault, id: idOf(activity), asker: this.#askerOf(activity) });
  }

  /** Whoever accepted a file waits for it: what came of it is told, or handed over. */
  async #handOut(activity: FileConsent, ack: Ack, keeping: Keeping): Promise<void> {
    const { host } = this.#parts;
    await keeping.promise();
    ack();
    const outbox = await this.#outbox(activity);
    const handed = await handOut(activity.value, host);
    await outbox.connector
      .within(referenceOf(activity, { to: "person" }), (there) => tell(handed, activity.replyToId, patient(there)))
      .catch((error: unknown) => {
        outbox.onFault(error);
        return outbox.answers.handOver(idOf(activity), reply(text(handed.words)), this.#askerOf(activity));
      });
    await keeping.kept();
  }

  #askerOf({ from: { id, aadObjectId: user = id } }: Activity): Asker {
    return { platform: "teams", tenant: this.#parts.host.settings.tenantId, user };
  }

  async #ask(activity: Asking, ack: Ack, { deadline, keeping }: UnderWay): Promise<void> {
    const outbox = await this.#outbox(activity);
    const turn = await translate(activity, this.#lookups(activity, outbox.connector)).catch((error: unknown) =>
      this.#silent(activity, outbox, ack, error),
    );
    if (!turn) return;
    keeping.about(turn.request);
    // Where the database is down, the answer says so; it must not be kept from coming by that.
    if (isWithUs(activity)) await this.#parts.references.remember(activity).catch(outbox.onFault);
    const answer = await this.#reply(turn);
    // Another process may have had the same message.
    if (comesAgain(activity) && !(await keeping.claim(turn.request))) return;
    if (deadline.over && !(await keeping.isOurs())) return;
    await this.#give(answer, turn, outbox, { ack, late: deadline.over });
    await keeping.kept();
  }

  /** A message is answered before Teams is told that all is well; whoever pressed a button is answered by that itself. */
  async #give(answer: Reply, turn: Turn, outbox: Outbox, { ack, late }: { ack: Ack; late: boolean }): Promise<void> {
    if (late) return sendReply(answer, turn.way, outbox);
    const { ack: body, after } = await answerTo(answer, turn, outbox);
    if (body !== undefined) ack(body);
    await after();
  }

  async #reply(turn: Turn): Promise<Reply> {
    const { handle } = this.#parts.host;
    const { request, way, outdated, refused, note } = turn;
    if (refused) return refused;
    if (note !== undefined) {
      const answer = await handle(request);
      return { ...answer, blocks: [...answer.blocks, text(note)] };
    }
    if (way.surface === "home") return homeOf(request, handle);
    if (outdated && !outdated.ask) return outdatedReply(turn);
    const answer = await handle(request);
    return outdated && answer.failed ? outdatedReply(turn) : answer;
  }

  /** Teams did not say who somebody is: a message comes again, and somebody who waits at a button is told. */
  async #silent(activity: Asking, outbox: Outbox, ack: Ack, error: unknown): Promise<undefined> {
    if (comesAgain(activity) && !this.#patience.isOut(idOf(activity))) {
      ack(AGAIN);
      throw error;
    }
    this.#parts.host.onFault(error);
    ack(briefly(activity, SILENT));
    if (!comesAgain(activity) || activity.from.aadObjectId === undefined) return;
    await outbox.answers.handOver(idOf(activity), reply(text(SILENT)), this.#askerOf(activity));
  }

  /** Where the database cannot be asked, two greetings are better than none. */
  #isFirst(activity: Activity): Promise<boolean> {
    const { host } = this.#parts;
    return host.claimAnswer(idOf(activity)).catch((error: unknown) => {
      host.onFault(error);
      return true;
    });
  }

  async #heed(activity: Installation | Members): Promise<void> {
    const { references } = this.#parts;
    if (isLeaving(activity)) return references.forget(activity);
    if (!isArriving(activity)) return;
    await references.remember(activity);
    if (!isPersonal(activity.conversation)) await this.#meet(activity);
    // Teams tells of a first installation twice; only one of both is greeted.
    if (activity.type !== "installationUpdate" || activity.action !== "add") return;
    if (await this.#isFirst(activity)) await this.#greet(activity);
  }

  /** Who is in the team it was added to. */
  async #meet(activity: Installation | Members): Promise<void> {
    const { host, profiles, connector } = this.#parts;
    const here = referenceOf(activity, { to: "place" });
    const read = (await connector()).within(here, (conversation) => profiles.preload(conversation));
    await read.catch((error: unknown) => host.onFault(error));
  }

  async #greet(activity: Installation): Promise<void> {
    const outbox = await this.#outbox(activity);
    const here = referenceOf(activity, { to: "person" });
    if (!isPersonal(activity.conversation)) return this.#greetPlace(here, outbox);
    const look = this.#lookups(activity, outbox.connector);
    const author = await look.author(activity.from.id);
    const place = { platform: "teams", tenant: look.tenant, id: activity.conversation.id, kind: "direct" } as const;
    const input = { kind: "values", command: "me", values: {} } as const;
    const home = await homeOf({ id: `teams:${activity.id}`, author, place, input }, this.#parts.host.handle);
    const person = personAddress(look.tenant, author.userId);
    const way = {
      surface: "home",
      direct: true,
      reference: here,
      person,
      card: undefined,
      pressed: undefined,
    } as const;
    await sendReply(reply(text(WELCOME), ...home.blocks), way, outbox);
  }

  /** It says what it can do, and asks what the channel is for. */
  async #greetPlace(here: Reference, outbox: Outbox): Promise<void> {
    // Where Teams does not say whether others see the channel, the button asks it again.
    const info = await describe(here, outbox.connector).catch(() => undefined);
    const { first, others } = await messagesOf(greeting(info, HELLO), outbox);
    await outbox.connector.within(here, async (there) => {
      const { send } = patient(there);
      for (const message of [first, ...others]) await send(message);
    });
  }

  async #outbox(activity: Activity): Promise<Outbox> {
    const { host, references, connector } = this.#parts;
    const { drafts, answers } = host;
    const onFault = (error: unknown) => host.onFault(error);
    return { connector: await connector(), references, drafts, answers, request: idOf(activity), onFault };
  }

  #lookups(activity: Activity, connector: Connector): Lookups {
    return lookupsOf(activity, { ...this.#parts, connector });
  }
}

/** The answer is still to come. */
interface UnderWay {
  deadline: Deadline;
  keeping: Keeping;
}

type Asking = Parameters<typeof translate>[0];

/** As often as it is looked who somebody is, before they are told that it cannot be found out. */
const MOST_LOOKS = 3;
