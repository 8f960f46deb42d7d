import type { webApi } from "@slack/bolt";
import type { MessageRef } from "../../../src/core/deliveries/deliveries.ts";
import type { Chart } from "../../../src/core/reply/chart.ts";
import type { ReplyFile } from "../../../src/core/reply/reply.ts";
import type { WebClient } from "../send/clients.ts";
import { pictureName } from "../send/upload.ts";
import type { Message, Rendered } from "./render.ts";

// A message nobody asked for may be several for Slack, and files after them. Each message carries which part of which
// delivery it is; a file cannot carry anything, so the first part names the files that follow it.

/** One thing to send: a message, or what is shared as a file. */
export type Part = { message: Message } | { chart: Chart } | { file: ReplyFile };

/** What a message of ours carries to be found by. */
const EVENT_TYPE = "equity_delivery";

/** Everything that makes up one delivery, in its order. */
export function partsOf({ messages, charts, files }: Pick<Rendered, "messages" | "charts" | "files">): Part[] {
  return [
    ...messages.map((message) => ({ message })),
    ...charts.map((chart) => ({ chart })),
    ...files.map((file) => ({ file })),
  ];
}

const fileNames = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => ("chart" in part ? [pictureName(part.chart)] : "file" in part ? [part.file.name] : []));

/** What a message tells of the delivery it is a part of. */
export const noteOf = (delivery: string, part: number, parts: readonly Part[]) => ({
  event_type: EVENT_TYPE,
  event_payload: { delivery, part, parts: parts.length, files: JSON.stringify(fileNames(parts)) },
});

/** By what a delivery is edited later: its channel, and its messages in their order. */
export function toRef(channel: string, [ts = "", ...more]: readonly string[]): MessageRef {
  return { channel, ts, ...(more.length > 0 ? { more: more.join(" ") } : {}) };
}

export const messagesIn = ({ ts = "", more = "" }: MessageRef): string[] =>
  [ts, ...more.split(" ")].filter((one) => one !== "");

/** What stands there of a delivery, by part; and how many parts it has, if any of them is there. */
export interface Standing {
  found: Map<number, MessageRef>;
  parts: number | undefined;
  /** Every message since then was looked at. */
  seen: boolean;
}

const MOST_PAGES = 5;
/** A delivery is looked for within a day of its sending, or never. */
const DAY_SECONDS = 86_400;

/** The parts of a delivery among a channel's newest messages. */
export async function standing(delivery: string, channel: string, client: WebClient, nowMs: number): Promise<Standing> {
  const oldest = String(nowMs / 1000 - DAY_SECONDS);
  const all: HistoryMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const more = cursor === undefined ? {} : { cursor };
    const answer = await client.conversations.history({
      channel,
      oldest,
      limit: 100,
      include_all_metadata: true,
      ...more,
    });
    all.push(...(answer.messages ?? []));
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return { ...found(all, delivery, channel), seen: cursor === undefined };
}

type HistoryMessage = NonNullable<webApi.ConversationsHistoryResponse["messages"]>[number];

interface Note {
  delivery?: unknown;
  part?: unknown;
  parts?: unknown;
  files?: unknown;
}

function found(all: readonly HistoryMessage[], delivery: string, channel: string): Omit<Standing, "seen"> {
  const ours = all.flatMap(({ ts = "", metadata }) => {
    const note = metadata?.event_type === EVENT_TYPE ? (metadata.event_payload as Note | undefined) : undefined;
    return note?.delivery === delivery ? [{ ts, note }] : [];
  });
  const there = new Map<number, MessageRef>(ours.map(({ ts, note }) => [Number(note.part ?? 0), { channel, ts }]));
  const [first] = ours;
  if (!first) return { found: there, parts: undefined };
  const parts = Number(first.note.parts ?? 1);
  const names = namesIn(first.note);
  const shared = sharedSince(all, first.ts);
  for (const [at, name] of names.entries()) {
    const part = parts - names.length + at;
    if (shared.has(name) && !there.has(part)) there.set(part, { channel });
  }
  return { found: there, parts };
}

/** Slack takes no lists of words in a message's metadata, so they travel as one. */
function namesIn({ files }: Note): string[] {
  if (typeof files !== "string") return [];
  const names: unknown = JSON.parse(files);
  return Array.isArray(names) ? names.map(String) : [];
}

/** Names of the files that were shared after a message. */
const sharedSince = (all: readonly HistoryMessage[], ts: string) =>
  new Set(
    all.flatMap((one) => (Number(one.ts) > Number(ts) ? (one.files ?? []).flatMap(({ name }) => name ?? []) : [])),
  );
