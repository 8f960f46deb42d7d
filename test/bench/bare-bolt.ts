import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { App, LogLevel } from "@slack/bolt";
import { SIGNING_SECRET } from "../adapters/slack/signing.ts";

// What the bench compares with: a Bolt app as its documentation begins with one, which acknowledges and does nothing.

const app = new App({
  signingSecret: SIGNING_SECRET,
  authorize: async () => ({ botToken: "xoxb-fake", botId: "B0FAKE", botUserId: "U0FAKEBOT" }),
  logLevel: LogLevel.ERROR,
});
app.command("/training", async ({ ack }) => ack("Recorded."));
const server = (await app.start({ port: 0, host: "127.0.0.1" })) as Server;
process.send?.((server.address() as AddressInfo).port);
