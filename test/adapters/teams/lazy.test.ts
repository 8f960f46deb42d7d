import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

// A process without TEAMS_* pays nothing for Microsoft's SDK, one without SLACK_* nothing for Slack's, and an operator's
// command nothing for either.

const LOOK = `
import { createRequire } from "node:module";
const { cache } = createRequire(import.meta.url);
const sdk = () => Object.keys(cache).filter((path) => /node_modules.(?:botbuilder|botframework|@azure)/.test(path)).length;
const slack = () => Object.keys(cache).filter((path) => /node_modules.@slack/.test(path)).length;
const { createApp } = await import("./src/app/app.ts");
const { openConnector } = await import("./adapters/teams/receive/open.ts");
const before = sdk();
const url = "http://127.0.0.1:9/";
await openConnector({ appId: "a", credential: { kind: "secret", secret: "b" }, tenantId: "c", openIdMetadataUrl: url, tokenIssuer: url, tokenUrl: url, serviceHosts: ["127.0.0.1:9"] });
const slackBefore = slack();
await import("./adapters/slack/index.ts");
console.log(JSON.stringify({ app: typeof createApp, before, after: sdk(), slackBefore, slackAfter: slack() }));
`;

test("each SDK is loaded with the first that needs it, and not before", { timeout: 120_000 }, async () => {
  const words = ["--import", "tsx", "--input-type=module", "--eval", LOOK];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  const seen = JSON.parse(stdout) as Record<string, unknown>;
  expect(seen).toMatchObject({ app: "function", before: 0, slackBefore: 0 });
  expect(seen["after"]).toBeGreaterThan(100);
  expect(seen["slackAfter"]).toBeGreaterThan(5);
});
