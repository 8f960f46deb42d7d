import type { Temporal } from "temporal-polyfill";
import type { PostedDelivery } from "../core/deliveries/deliveries.ts";
import type { MessageKind } from "../core/deliveries/messages.ts";
import type { Person } from "../core/people/person.ts";
import { messageEnv } from "./clock.ts";
import { noteAnswers } from "./note-answers.ts";
import type { ClockSetting } from "./setting.ts";

/**
 * Has edited what was posted and would say something else by now. Level-triggered: it compares what stands there with what
 * is on record, so it does not matter who changed what, where, or whether this process was told. Who answered is noted, too.
 */
export async function reviseMessages(setting: ClockSetting, at = setting.clock()): Promise<void> {
  for (const kind of setting.messageKinds) if (kind.composeAll) await reviseKind(kind, kind.composeAll, setting, at);
  await noteAnswers(setting, at);
}

async function reviseKind(
  kind: MessageKind,
  composeAll: ComposeAll,
  setting: ClockSetting,
  at: Temporal.Instant,
): Promise<void> {
  const { stores } = setting;
  const posted = await stores.deliveries.posted(kind.name);
  if (posted.length === 0) return;
  const env = await messageEnv(setting, at);
  const people = await peopleOf(posted, setting, env.today);
  const words = await composeAll(
    posted.map(({ data, recipient }) => ({ data, person: people.get(recipient), posted: true })),
    env,
  );
  const stale = posted.filter(({ content }, at) => {
    const now = words[at];
    return now !== undefined && !("skip" in now) && setting.markOf(now) !== content;
  });
  for (const occasion of new Set(stale.map((one) => one.occasion))) await stores.deliveries.revise(kind.name, occasion);
}

type ComposeAll = NonNullable<MessageKind["composeAll"]>;

const PERSON = "person:";

async function peopleOf(posted: readonly PostedDelivery[], { stores }: ClockSetting, today: string) {
  const ids = posted.flatMap(({ recipient }) => (recipient.startsWith(PERSON) ? [Number(recipient.slice(7))] : []));
  const people = ids.length === 0 ? [] : await stores.people.byId([...new Set(ids)], today);
  return new Map<string, Person>(people.map((one) => [`${PERSON}${one.id}`, one]));
}

/** Looking takes at most this share of the time, however much is written. */
const SHARE = 0.2;
const LEAST_PAUSE_MS = 200;

/** Looks again soon after a write: one look at a time, and one more for what was written meanwhile. */
export function lookAgain(look: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let state: "idle" | "looking" | "again" = "idle";
  const run = async () => {
    const startedAt = performance.now();
    await look().catch(onError);
    const pause = Math.max(LEAST_PAUSE_MS, (performance.now() - startedAt) / SHARE);
    setTimeout(() => {
      const again = state === "again";
      state = "idle";
      if (again) ask();
    }, pause).unref();
  };
  const ask = () => {
    if (state !== "idle") {
      state = "again";
      return;
    }
    state = "looking";
    void run();
  };
  return ask;
}
