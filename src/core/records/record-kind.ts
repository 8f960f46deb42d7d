import type { Env } from "../command/command.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../reply/reply.ts";
import { may } from "../request/actor.ts";
import { correctionOf, recordAt } from "./correct.ts";
import { sheetOf } from "./field.ts";
import type { KindSpec, RecordKind } from "./kind.ts";
import type { Recorded } from "./name.ts";
import type { Outcome } from "./store.ts";

type Own<One extends Recorded> = Partial<
  Pick<RecordKind<One>, "list" | "actions" | "receipt" | "undo" | "restore" | "correction">
>;

/**
 * Declares a kind of record once: receipt and buttons, undo, put back, correction, list and export follow. A kind that
 * does one of them in its own way says how in `own`.
 */
export function recordKind<One extends Recorded>(spec: KindSpec<One>, own: Own<One> = {}): RecordKind<One> {
  const { belongs = "department", correction, ...said } = spec;
  const kind: RecordKind<One> = {
    ...said,
    belongs,
    sheet: sheetOf(spec),
    get: (id, env) => spec.store(env.stores, env).get(id),
    list: (asked, env) =>
      spec.store(env.stores, env).page(belongs === "city" ? { ...asked, departments: undefined } : asked),
    reads: said.reads ?? ((one) => readingOf(belongs, one)),
    actions: (one, env) => actionsOf(spec, one, env),
    receipt: (title, one, env, more = []) => {
      const details = spec.details?.(one, env) ?? [];
      return saying(title, [text(kind.line(one, env)), ...details, ...more], kind, spec, one, env);
    },
    undo: async (id, reason, env) => {
      const before = await recordAt(kind, id, env);
      await spec.store(env.stores, env).setUndone(id, true, reason, env.write);
      const after = await recordAt(kind, id, env);
      const words = `${after.undone ? "It no longer counts" : "It says now"}: ${kind.line(after, env)}`;
      return saying(before.undone ? `${id} was undone before` : `Undone ${id}`, [text(words)], kind, spec, after, env);
    },
    restore: async (id, env) => {
      const before = await recordAt(kind, id, env);
      if (!(await spec.store(env.stores, env).setUndone(id, false, undefined, env.write)))
        return recordedAgain(kind.line(before, env));
      const title = before.undone ? `Put back ${id}` : `${id} is on record`;
      return kind.receipt(title, await recordAt(kind, id, env), env);
    },
  };
  Object.assign(kind, own);
  return correction ? Object.assign(kind, { correction: correctionOf(kind, correction) }) : kind;
}

/** The receipt of what was recorded, or of what says the same already. */
export function recordedReply<One extends Recorded>(
  kind: RecordKind<One>,
  { outcome, record }: Outcome<One>,
  env: Env,
  more: readonly Block[] = [],
): Reply {
  if (outcome === "recorded") return kind.receipt(`Recorded ${record.id}`, record, env, more);
  return kind.receipt("Already recorded", record, env, [text(`${record.id} says so. Nothing new was saved.`)]);
}

const readingOf = (belongs: RecordKind["belongs"], { department }: Recorded) => {
  if (belongs === "city") return { to: "open" } as const;
  return { to: "read", of: department === undefined ? { city: true as const } : { department } } as const;
};

/** Undone it can be put back; else it is edited and undone, by whoever may change it. */
function actionsOf<One extends Recorded>(spec: KindSpec<One>, one: One, env: Env): Button[] {
  if (!may(env.actor, spec.touches(one, env))) return [];
  const values = { record: one.id };
  const { before = [], after = [] } = spec.more?.(one, env) ?? {};
  const edit: Button[] = spec.correction ? [{ label: "Edit", command: "fix", values, ask: true }] : [];
  const own: Button[] = one.undone
    ? [{ label: "Put it back", command: "fix restore", values }]
    : [...edit, { label: "Undo", command: "fix undo", values }];
  return [...before, ...own, ...after];
}

function saying<One extends Recorded>(
  title: string,
  blocks: readonly Block[],
  kind: RecordKind<One>,
  spec: KindSpec<One>,
  one: One,
  env: Env,
): Reply {
  const all = kind.actions(one, env);
  return {
    ...reply(heading(title), ...blocks, ...(all.length === 0 ? [] : [buttons(...all)])),
    changed: { record: one.id, department: one.department, on: spec.days?.(one) ?? [] },
  };
}

const recordedAgain = (line: string): Reply =>
  reply(
    heading("Already on record"),
    text(`The same was recorded again since: ${line}. Nothing was changed. Undo the other one first.`),
  );
