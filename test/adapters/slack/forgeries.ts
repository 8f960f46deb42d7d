import { SIGNING_SECRET, type Signed, sign, signedBody, signedForm } from "./signing.ts";

/** Something that is not from Slack, or no longer, and the status it must be answered with. */
export interface Forgery {
  name: string;
  signed: Signed;
  status: 400 | 401 | 415;
}

const FIELDS = {
  command: "/training",
  text: "12 people took Anti-Racism 101 yesterday",
  user_id: "U0FAKEANA",
  team_id: "T0FAKECITY",
  channel_id: "C0FAKEDPW",
  trigger_id: "111.222.fake",
};

const TIMESTAMP = "x-slack-request-timestamp";
const SIGNATURE = "x-slack-signature";

function header({ headers }: Signed, name: string): string {
  return headers.find(([key]) => key === name)?.[1] ?? "";
}

function withHeader(signed: Signed, name: string, ...values: string[]): Signed {
  const others = signed.headers.filter(([key]) => key !== name);
  return { ...signed, headers: [...others, ...values.map((value): [string, string] => [name, value])] };
}

/** Signed with the timestamp as it is written. */
function stamped(timestamp: string, seconds: number): Signed {
  const real = signedForm(FIELDS, seconds);
  const again = withHeader(real, TIMESTAMP, timestamp);
  return withHeader(again, SIGNATURE, sign(real.body, timestamp));
}

/** Every way we know of to get past a signature check, at a given second. */
export function forgeriesAt(now: number): Forgery[] {
  const real = signedForm(FIELDS, now);
  const signature = header(real, SIGNATURE);
  const flipped = new Uint8Array(real.body);
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  const json = new TextEncoder().encode("null");
  const change = (name: string, ...values: string[]) => withHeader(real, name, ...values);
  const refused: [string, Signed][] = [
    ["a bit of the body flipped", { ...real, body: flipped }],
    ["something added to the body", { ...real, body: new TextEncoder().encode(`${Buffer.from(real.body)}&a=1`) }],
    ["the body cut off", { ...real, body: real.body.slice(0, -1) }],
    ["no body", { ...real, body: new Uint8Array() }],
    [
      "a bit of the signature flipped",
      change(
        SIGNATURE,
        signature.replace(/.$/, (c) => (c === "0" ? "1" : "0")),
      ),
    ],
    ["another secret", change(SIGNATURE, sign(real.body, now, "another-secret"))],
    ["an empty secret", change(SIGNATURE, sign(real.body, now, "x").replace(/./g, ""))],
    ["no signature", change(SIGNATURE)],
    ["no timestamp", change(TIMESTAMP)],
    ["neither header", { ...real, headers: real.headers.slice(0, 1) }],
    ["a doubled signature", change(SIGNATURE, signature, signature)],
    ["a wrong and a right signature", change(SIGNATURE, `v0=${"0".repeat(64)}`, signature)],
    ["a doubled timestamp", change(TIMESTAMP, String(now), String(now))],
    ["301 seconds old", signedForm(FIELDS, now - 301)],
    ["301 seconds ahead", signedForm(FIELDS, now + 302)],
    ["ten years ahead", signedForm(FIELDS, now + 10 * 365 * 86_400)],
    ["from 1970", signedForm(FIELDS, 1)],
    ["a timestamp of now under an older signature", withHeader(signedForm(FIELDS, now - 600), TIMESTAMP, String(now))],
    ["timestamp NaN", stamped("NaN", now)],
    ["timestamp Infinity", stamped("Infinity", now)],
    ["a negative timestamp", stamped(`-${now}`, now)],
    ["a timestamp with a fraction", stamped(`${now}.5`, now)],
    ["a timestamp in hexadecimal", stamped(`0x${now.toString(16)}`, now)],
    ["a timestamp with an exponent", stamped("1e9", now)],
    ["a timestamp in milliseconds", stamped(`${now}000`, now)],
    ["a timestamp with a leading zero", stamped(`0${now}`, now)],
    ["version 1", change(SIGNATURE, sign(real.body, now, SIGNING_SECRET, "v1"))],
    ["the version left out", change(SIGNATURE, signature.slice(3))],
    ["a signature in capitals", change(SIGNATURE, `v0=${signature.slice(3).toUpperCase()}`)],
    ["half a signature", change(SIGNATURE, signature.slice(0, 35))],
    ["a signature in base64", change(SIGNATURE, `v0=${Buffer.from(signature.slice(3), "hex").toString("base64")}`)],
    ["more after the signature", change(SIGNATURE, `${signature}00`)],
    ["text before the signature", change(SIGNATURE, `x${signature}`)],
  ];
  const badForm: [string, Signed, 400 | 415][] = [
    ["another character set", change("content-type", "application/x-www-form-urlencoded; charset=utf-16"), 415],
    ["another content type", change("content-type", "text/plain"), 415],
    ["no content type", change("content-type"), 415],
    ["signed null", signedBody(json, "application/json", now), 400],
    [
      "signed bytes that are no UTF-8",
      signedBody(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), "application/json", now),
      400,
    ],
    ["a signed command without a user", signedForm({ command: "/training", team_id: "T0FAKECITY" }, now), 400],
  ];
  return [
    ...refused.map(([name, signed]): Forgery => ({ name, signed, status: 401 })),
    ...badForm.map(([name, signed, status]): Forgery => ({ name, signed, status })),
  ];
}

/** The same command, really signed. */
export const realCommand = (now: number): Signed => signedForm(FIELDS, now);
