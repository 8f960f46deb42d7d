import { describe, expect, test } from "vitest";
import { Refusal } from "../../../src/core/request/errors.ts";
import { cleanText, normal, sameLength, storable } from "../../../src/core/understanding/clean.ts";
import { messageOf } from "../../../src/core/understanding/letter.ts";

describe("Cleaning a text", () => {
  test("curly quotes from a phone become straight", () => {
    expect(cleanText("“Anti-Racism 101” – Patrick O’Neil’s crew")).toBe(`"Anti-Racism 101"  -  Patrick O'Neil's crew`);
  });

  test("U+0000 and lone surrogates are dropped, and emoji stay whole", () => {
    expect(storable("a\u0000b\ud800c\udc00d 🎉")).toBe("abcd 🎉");
  });

  test("3,000 characters are read and 3,001 are refused with both numbers", () => {
    expect(cleanText("x".repeat(3000))).toHaveLength(3000);
    expect(() => cleanText("x".repeat(3001))).toThrow(Refusal);
    expect(() => cleanText("x".repeat(3001))).toThrow(/3,001.*3,000/);
  });

  test("words compare without case, accents and apostrophes", () => {
    expect(normal("José O'Neil")).toBe("jose oneil");
  });

  test.each(["José Álvarez", "İstanbul", "ǅ", "½ day", "naïve 🎉"])("lower case of %s keeps every place", (text) => {
    expect(sameLength(text)).toHaveLength(text.length);
  });
});

describe("A text that is an e-mail", () => {
  test("loses its signature", () => {
    const text = "Hi,\n12 people took EO yesterday.\n\nThanks,\nAna Torres\nPublic Works";

    expect(messageOf(text)).toBe("Hi,\n12 people took EO yesterday.");
  });

  test("loses the heads of what was forwarded, whose date is no session's, and keeps the subject", () => {
    const text = "From: Ken\nDate: Tue, Nov 17\nTo: Gloria\nSubject: Fwd: toolkit\n\n13 people on Nov 12";

    expect(messageOf(text)).toBe("toolkit\n\n13 people on Nov 12");
  });

  test("keeps the lines of a form that was typed out, though one of them is a date", () => {
    const text = "Course: EO\nDate: 11/9/2026\nEmployees: 38";

    expect(messageOf(text)).toBe(text);
  });

  test("that is nothing but thanks stays as it is", () => {
    expect(messageOf("Thanks,\nAna")).toBe("Thanks,\nAna");
  });
});
