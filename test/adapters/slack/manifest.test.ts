import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { describe, expect, test } from "vitest";
import { slackManifest } from "../../../adapters/slack/index.ts";
import { BOT_SCOPES, SCOPES } from "../../../adapters/slack/install/scopes.ts";
import { commands } from "../../../commands/index.ts";
import schema from "./manifest.schema.json" with { type: "json" };

const options = { publicUrl: "https://equity.city.example", socketMode: false, oauth: false };
const manifest = slackManifest(commands, options);

// Slack's schema has notes and a format of its own, which say nothing about validity.
const isValid = new Ajv.default({ allErrors: true, strict: false }).compile(schema);
const faultsOf = (one: unknown) => (isValid(one) ? [] : (isValid.errors ?? []).map(({ instancePath }) => instancePath));

const KINDS = [
  ["for one workspace", options],
  ["by Socket Mode", { ...options, publicUrl: undefined, socketMode: true }],
  ["for an organisation", { ...options, oauth: true }],
  ["for an organisation by Socket Mode", { ...options, socketMode: true, oauth: true }],
] as const;

describe("Slack's own schema", () => {
  test.each(KINDS)("takes the manifest %s", (_what, kind) => {
    expect(faultsOf(slackManifest(commands, kind))).toEqual([]);
  });

  test.each([
    ["a command without its slash", { features: { slash_commands: [{ command: "equity", description: "x" }] } }],
    ["a name that is too long", { display_information: { name: "x".repeat(36) } }],
    ["a setting it does not know", { settings: { ...manifest.settings, surprise: true } }],
    ["an event that is asked for twice", { settings: { event_subscriptions: { bot_events: ["a", "a"] } } }],
    ["an address that is none", { settings: { interactivity: { is_enabled: true, request_url: "here" } } }],
  ])("refuses %s", (_what, change) => {
    expect(faultsOf({ ...manifest, ...change })).not.toEqual([]);
  });
});

describe("the manifest", () => {
  test("has /equity, the three shortcuts, and never Slack's own /status", () => {
    const names = manifest.features?.slash_commands?.map(({ command }) => command);
    expect(names).toEqual(["/equity", "/training", "/ambassador", "/analysis"]);
  });

  test("has mentions arrive as ids, and requests at one address", () => {
    for (const command of manifest.features?.slash_commands ?? []) {
      expect(command).toMatchObject({ should_escape: true, url: "https://equity.city.example/slack/events" });
    }
  });

  test("asks for exactly the scopes that docs/slack.md explains", () => {
    const rows = [...readFileSync("docs/slack.md", "utf8").matchAll(/^\| `([a-z_:.]+)` \| (.+) \|$/gm)];
    expect(Object.fromEntries(rows.map(([, scope, why]) => [scope, why]))).toEqual(SCOPES);
    expect(manifest.oauth_config?.scopes?.bot).toEqual(BOT_SCOPES);
    expect(manifest.settings?.token_rotation_enabled).toBe(false);
  });

  test("has a colour that is one", () => {
    expect(manifest.display_information.background_color).toMatch(/^#[0-9a-f]{6}$/);
  });

  test("with Socket Mode needs no address", () => {
    const socket = slackManifest(commands, { ...options, publicUrl: undefined, socketMode: true });
    expect(JSON.stringify(socket)).not.toContain("https://");
    expect(socket.settings?.socket_mode_enabled).toBe(true);
  });

  test("for an organisation names where OAuth comes back to", () => {
    const grid = slackManifest(commands, { ...options, oauth: true });
    expect(grid.oauth_config?.redirect_urls).toEqual(["https://equity.city.example/slack/oauth_redirect"]);
    expect(grid.settings?.org_deploy_enabled).toBe(true);
  });
});
