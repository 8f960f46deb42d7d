import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

// A process without TEAMS_* pays nothing for Microsoft's SDK, and neither does an operator's command.

const LOOK = `
import { createRequire } from "node:module";
const { cache } = createRequire(import.meta.url);
const sdk = () => Object.keys(cache).filter((path) => /node_modules.(?:botbuilder|botframework|@azure)/.test(path)).length;
const { createApp } = await import("./src/app/app.ts");
const { openConnector } = await import("./adapters/teams/receive/open.ts");
const before = sdk();
const url = "http://127.0.0.1:9/";
await openConnector({ appId: "a", credential: { kind: "secret", secret: "b" }, tenantId: "c", openIdMetadataUrl: url, tokenIssuer: url, tokenUrl: url, serviceHosts: ["127.0.0.1:9"] });
console.log(JSON.stringify({ app: typeof createApp, before, after: sdk() }));
`;

test("the SDK is loaded with the first connector, and not before", { timeout: 120_000 }, async () => {
  const words = ["--import", "tsx", "--input-type=module", "--eval", LOOK];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  const { app, before, after } = JSON.parse(stdout) as { app: string; before: number; after: number };
  expect([app, before]).toEqual(["function", 0]);
  expect(after).toBeGreaterThan(100);
});
