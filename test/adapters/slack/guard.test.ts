import { describe, expect, test } from "vitest";
import { examine } from "../../../adapters/slack/receive/guard.ts";
import { forgeriesAt, realCommand } from "./forgeries.ts";
import { SIGNING_SECRET, type Signed, signedBody, signedEvent, signedForm } from "./signing.ts";

const NOW = 1_795_000_000;

/** Doubled headers joined, as every HTTP server of ours hands them over. */
function verdictOn({ headers, body }: Signed, nowMs = NOW * 1000) {
  const joined = new Headers(headers);
  return examine({ header: (name) => joined.get(name) ?? undefined, body }, SIGNING_SECRET, nowMs);
}

describe("the guard", () => {
  test.each(forgeriesAt(NOW).map((forgery) => [forgery.name, forgery] as const))("refuses %s", (_name, forgery) => {
    expect(verdictOn(forgery.signed)).toMatchObject({ pass: false, status: forgery.status });
  });

  test("lets a signed command pass", () => {
    expect(verdictOn(realCommand(NOW))).toMatchObject({ pass: true, payload: { kind: "command" } });
  });

  test.each([-299, 299])("lets a signature pass that is %i seconds off", (skew) => {
    expect(verdictOn(realCommand(NOW + skew))).toMatchObject({ pass: true });
  });

  test("answers Slack's check of the certificate without a signature, and nothing else", () => {
    const check = signedForm({ ssl_check: "1", token: "fake" });
    expect(verdictOn({ ...check, headers: [] })).toMatchObject({ pass: false, status: 200 });
    const smuggled = signedForm({ ssl_check: "1", command: "/training" });
    expect(verdictOn({ ...smuggled, headers: [] })).toMatchObject({ pass: false, status: 401 });
  });

  test("knows the challenge by which Slack checks the address", () => {
    expect(verdictOn(signedEvent({ type: "url_verification", challenge: "3eZbrw1a" }, NOW))).toMatchObject({
      pass: true,
      payload: { kind: "challenge", challenge: "3eZbrw1a" },
    });
  });

  test.each(["null", "[]", "1", '"x"', "{", "{}", '{"type":{}}', '{"type":"event_callback"}', '{"__proto__":null}'])(
    "refuses %s, really signed",
    (body) => {
      expect(verdictOn(signedBody(body, "application/json", NOW))).toMatchObject({ pass: false, status: 400 });
    },
  );

  test("lets an event pass that nobody asked for, and does nothing with it", () => {
    const event = { type: "event_callback", event_id: "Ev0FAKE", team_id: "T0FAKECITY", event: { type: "pin_added" } };
    expect(verdictOn(signedEvent(event, NOW))).toMatchObject({ pass: true, payload: { kind: "nothing" } });
  });
});
