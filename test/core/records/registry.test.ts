import { expect, test } from "vitest";
import { kinds } from "../../../commands/kinds.ts";
import type { RecordKind } from "../../../src/core/records/kind.ts";
import type { Recorded } from "../../../src/core/records/name.ts";
import { recordKind } from "../../../src/core/records/record-kind.ts";
import { recordKinds } from "../../../src/core/records/registry.ts";

const kind = (prefix: string, noun: string, family?: string): RecordKind =>
  recordKind<Recorded>({
    prefix,
    ...(family === undefined ? {} : { family }),
    noun,
    plural: `${noun}s`,
    audited: [],
    listedBy: `${noun} list`,
    store: () => {
      throw new Error("nothing is looked up");
    },
    touches: () => ({ to: "configure" }),
    line: ({ id }) => id,
    fields: [],
  });

test("a prefix that is taken is refused, by name", () => {
  expect(() => recordKinds([kind("PL", "update"), kind("PL", "pledge")])).toThrow(
    "PL-… is taken: update and pledge share it, and are not declared as one family",
  );
});

test("a prefix is shared within one declared family, and not with another", () => {
  expect(() => recordKinds([kind("RO", "seat", "roster"), kind("RO", "board", "roster")])).not.toThrow();
  expect(() => recordKinds([kind("RO", "seat", "roster"), kind("RO", "room", "rooms")])).toThrow("RO-… is taken");
  expect(() => recordKinds([kind("RO", "seat", "roster"), kind("RO", "rota")])).toThrow("RO-… is taken");
});

test("a prefix is two capitals", () => {
  expect(() => recordKinds([kind("pl", "update")])).toThrow("pl is no prefix");
});

test("every kind says in words what it is, and which command lists it", () => {
  for (const one of kinds.all) {
    expect(one).toMatchObject({
      noun: expect.stringMatching(/^[a-z ]+$/),
      plural: expect.stringMatching(/^[a-z ]+$/),
      listedBy: expect.stringMatching(/^[a-z ]+$/),
    });
    expect(new Set(one.sheet.map(({ name }) => name)).size).toBe(one.sheet.length);
    expect(one.fields.length).toBeGreaterThan(0);
  }
});
