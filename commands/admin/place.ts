import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { type BoundPlace, forDepartment, type Purpose } from "../../src/core/places/places.ts";
import { type Block, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";

const REBIND = "rebind";

export const adminPlace = defineCommand({
  name: "admin place",
  summary: "Say what this channel is for: a department's nudges, the city's summary or the officer's digest.",
  roles: ["lead", "officer", "admin"],
  fields: {
    department: department({ optional: true }),
    use: choice({
      label: "Use this channel for",
      optional: true,
      choices: [
        { value: "department", label: "A department", words: /\bdepartment'?s? (?:channel|nudges?)\b/ },
        { value: "summary", label: "The city's summary", words: /\b(?:leadership|summary)\b/ },
        { value: "digest", label: "The officer's digest", words: /\bdigest\b/ },
        { value: "nothing", label: "Nothing any more", words: /\b(?:nothing|unbind|no longer)\b/ },
      ],
    }),
  },
  cues: {
    tells: "wish",
    patterns: [
      [/\b(?:use|bind|make) this (?:channel|place)\b|^use\s?[=:]/, 4],
      [/\bwhich channels?\b/, 2],
    ],
  },
  examples: ["admin place department=dpw", "use this channel for public works", "admin place"],
  scope: (values, env) => scopeOf(values, env),
  execute: async ({ department: code, use }, env) => {
    const bound = await env.stores.places.all();
    if (code === undefined && (use === undefined || use === "department")) return listed(bound, env);
    if (use === "nothing") return unbind(code, bound, env);
    const purpose = use === "summary" || use === "digest" ? use : forDepartment(code ?? "");
    return bind(purpose, bound, env);
  },
});

/** Whoever looks after the connections, the officer, and a department's lead for their own. */
function scopeOf({ department: code }: { department: string | undefined }, { actor }: Pick<Env, "actor">): Scope {
  if (may(actor, { to: "configure" })) return { to: "configure" };
  if (code !== undefined) return { to: "write", of: { department: code } };
  return { to: "write", of: { city: true } };
}

async function bind(purpose: Purpose, bound: readonly BoundPlace[], env: Env): Promise<Reply> {
  const { place } = env;
  if (place.kind !== "channel")
    throw new Refusal("Say this in the channel itself: I bind the channel in which I am asked.");
  const info = await env.describePlace(place);
  if (info?.shared)
    throw new Refusal("People of another organisation see this channel, so nothing of the city's is posted here.");
  if (info?.closed) throw new Refusal(CLOSED[info.closed]);
  const before = bound.find((one) => one.purpose === purpose);
  if (before && before.place.id !== place.id && !env.confirmed.includes(REBIND))
    return askToRebind(purpose, before, env);
  const boundAt = env.instant.epochMilliseconds;
  const outcome = await env.stores.places.bind({ purpose, place, name: info?.name, boundAt }, env.write);
  const words = `This channel is for ${inWords(purpose, env)}.`;
  return {
    ...reply(
      heading(outcome === "bound" ? "Bound" : "It was bound already"),
      text(`${words} What fell due before now is not posted here.`),
      buttons({ label: "All channels", command: "admin place", values: {} }),
    ),
    changed: { record: `place:${purpose}`, department: undefined },
  };
}

const CLOSED = {
  archived:
    "This channel is archived, so nobody would read what is posted here. Choose another one. Nothing was saved.",
  "not a member":
    "I am not in this channel and could not post here. Invite me into it, then ask again. Nothing was saved.",
  "group chat":
    "This is a group chat, which anybody in it can open to others. Ask me in a channel of a team. Nothing was saved.",
} as const;

function askToRebind(purpose: Purpose, { name, place }: BoundPlace, env: Env): Reply {
  const where = name ?? place.id;
  return reply(
    text(`${sentence(inWords(purpose, env))} uses the channel ${where}. Move it to this channel?`),
    buttons({
      label: "Move it here",
      command: "admin place",
      values: purpose.startsWith("department:")
        ? { department: purpose.slice("department:".length) }
        : { use: purpose },
      confirmed: [REBIND],
    }),
  );
}

/** A department's channel, or whatever this channel is for. */
async function unbind(code: string | undefined, bound: readonly BoundPlace[], env: Env): Promise<Reply> {
  const purposes =
    code === undefined
      ? bound.filter(({ place }) => place.id === env.place.id).map(({ purpose }) => purpose)
      : [forDepartment(code)];
  const done: string[] = [];
  for (const purpose of purposes) {
    const write = { ...env.write, request: `${env.write.request}:${purpose}` };
    if ((await env.stores.places.unbind(purpose, write)) === "unbound") done.push(inWords(purpose, env));
  }
  if (done.length === 0) throw new Refusal("No channel is bound there, so nothing was changed.");
  return reply(heading("No longer bound"), text(`No channel is for ${done.join(" or ")} any more.`));
}

function listed(bound: readonly BoundPlace[], env: Env): Reply {
  const without = env.catalog.departments.filter(
    ({ code }) => !bound.some(({ purpose }) => purpose === forDepartment(code)),
  );
  return reply(heading("Channels, and what each is for"), ...table(bound, env), ...missing(without.length, env));
}

function table(bound: readonly BoundPlace[], env: Env): Block[] {
  if (bound.length === 0) return [];
  return [
    {
      kind: "table",
      caption: "Bound channels",
      columns: [{ label: "For" }, { label: "Channel" }, { label: "On" }],
      rows: bound.map(({ purpose, name, place }) => [inWords(purpose, env), name ?? place.id, place.platform]),
      list: true,
    },
  ];
}

const missing = (count: number, env: Env): Block[] => [
  text(
    count === 0
      ? "Every department has one."
      : `${count} ${env.city.words.department}${count === 1 ? " has" : "s have"} none: their leads are written to privately, and without leads the officer.`,
  ),
  buttons({ label: "Use this channel", command: "admin place", values: {}, ask: true }),
];

function inWords(purpose: Purpose, { catalog }: Pick<Env, "catalog">): string {
  if (purpose === "summary") return "the city's summary";
  if (purpose === "digest") return "the officer's digest";
  return departmentName(catalog, purpose.slice("department:".length));
}

const sentence = (words: string) => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
