import { describe, expect, test } from "vitest";
import { slackManifest } from "../../../adapters/slack/index.ts";
import { BOT_SCOPES } from "../../../adapters/slack/scopes.ts";
import { commands } from "../../../commands/index.ts";

const options = { publicUrl: "https://equity.city.example", socketMode: false, oauth: false };
const manifest = slackManifest(commands, options);

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
    expect(manifest.oauth_config?.scopes?.bot).toEqual(BOT_SCOPES);
    expect(manifest.settings?.token_rotation_enabled).toBe(false);
  });

  test("keeps within the lengths Slack takes", () => {
    const { slash_commands = [], shortcuts = [] } = manifest.features ?? {};
    expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
    expect(manifest.display_information.description?.length).toBeLessThanOrEqual(140);
    for (const { description, usage_hint } of slash_commands) {
      expect(description.length).toBeLessThanOrEqual(2_000);
      expect(usage_hint?.length).toBeLessThanOrEqual(1_000);
    }
    for (const { name, description } of shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
    expect(slash_commands.length).toBeLessThanOrEqual(50);
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
