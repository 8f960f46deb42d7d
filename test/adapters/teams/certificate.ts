import { type KeyObject, sign } from "node:crypto";

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const [INTEGER, BITS, NULL, OID, UTF8, UTC, SEQUENCE, SET, VERSION] = [2, 3, 5, 6, 12, 23, 0x30, 0x31, 0xa0] as const;

const sha256WithRsa = der(SEQUENCE, der(OID, Buffer.from("2a864886f70d01010b", "hex")), der(NULL));
const commonName = (name: string) =>
  der(SEQUENCE, der(SET, der(SEQUENCE, der(OID, Buffer.from("550403", "hex")), der(UTF8, Buffer.from(name)))));

/** A certificate that a key signed itself, as PEM. */
export function selfSigned({ publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject }): string {
  const named = commonName("Equity Assistant's tests");
  const validity = der(SEQUENCE, der(UTC, Buffer.from("250101000000Z")), der(UTC, Buffer.from("450101000000Z")));
  const version = der(VERSION, der(INTEGER, Buffer.from([2])));
  const serial = der(INTEGER, Buffer.from([1]));
  const key = publicKey.export({ type: "spki", format: "der" });
  const content = der(SEQUENCE, version, serial, sha256WithRsa, named, validity, named, key);
  const signature = der(BITS, Buffer.from([0]), sign("sha256", content, privateKey));
  const whole = der(SEQUENCE, content, sha256WithRsa, signature).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${whole.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}
