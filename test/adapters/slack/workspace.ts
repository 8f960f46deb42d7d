import { createServer } from "node:net";
import { BOT_SCOPES } from "../../../adapters/slack/install/scopes.ts";
import { SIGNING_SECRET } from "./signing.ts";

export const BOT_TOKEN = "xoxb-fake-token-of-the-tests";
const DOMAIN = "milwaukee.example";

/** The people of the sample city who have an account in the emulated workspace. */
export const MEMBERS = [
  "ana.torres",
  "bo.chen",
  "lee.nakamura",
  "nadia.rahman",
  "marcus.holloway",
  "patrick.oneil",
  "devin.sokol",
];

/** A full member whom no import knows. */
const STRANGER = "pat.newman";

/** The emulated workspace: the assistant, some people, and a department's channel. */
export const seed = () => ({
  signing_secret: SIGNING_SECRET,
  strict_scopes: true,
  team: { name: "City", domain: "city" },
  users: ["equity", ...MEMBERS, STRANGER].map((name) => ({ name, email: `${name}@${DOMAIN}`, real_name: name })),
  channels: [{ name: "dpw" }],
  tokens: [{ token: BOT_TOKEN, user: "equity", type: "bot", scopes: [...BOT_SCOPES] }],
});

/** A call of the emulator itself, past the front. */
export async function call<T>(emulatorUrl: string, method: string, args: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(`${emulatorUrl}/api/${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${BOT_TOKEN}` },
    body: new URLSearchParams(args),
  });
  return (await answer.json()) as T;
}

/** Ids the emulator made up. */
export async function explore(emulatorUrl: string) {
  const who = await call<{ team_id: string; user_id: string }>(emulatorUrl, "auth.test");
  const users = await call<{ members: { id: string; profile: { email?: string } }[] }>(emulatorUrl, "users.list");
  const channels = await call<{ channels: { id: string; name: string }[] }>(emulatorUrl, "conversations.list");
  const channel = channels.channels.find(({ name }) => name === "dpw")?.id ?? "";
  const userId = (name: string) => {
    const found = users.members.find(({ profile }) => profile.email === `${name}@${DOMAIN}`);
    if (!found) throw new Error(`${name} is not in the workspace`);
    return found.id;
  };
  return { teamId: who.team_id, botUserId: who.user_id, channel, userId, emulatorUrl };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
