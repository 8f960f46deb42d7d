import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** Encrypts a token (AES-256-GCM). `owner` is bound to it: moved to another installation's row, it does not open. */
export function seal(token: string, key: Uint8Array, owner: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.from(`slack:${owner}`));
  const sealed = Buffer.concat([cipher.update(token, "utf8"), cipher.final()]);
  return ["1", keyId(key), ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** The token; throws when the key is another one, or when anything was changed. */
export function unseal(sealed: string, key: Uint8Array, owner: string): string {
  const [version, id, iv = "", tag = "", body = ""] = sealed.split(".");
  if (version !== "1") throw new Error("a token is stored in a way this version does not know");
  if (id !== keyId(key)) throw new Error("a token was encrypted with another TOKEN_KEY");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"));
  decipher.setAAD(Buffer.from(`slack:${owner}`));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}

/** Tells which key a token needs, and nothing about the key. */
const keyId = (key: Uint8Array) => createHash("sha256").update("id").update(key).digest("hex").slice(0, 8);
