import { describe, expect, test } from "vitest";
import { judgementOf } from "../../../src/core/understanding/judge.ts";

const tells = (text: string) => judgementOf(text, { tells: "past" }).tells;

describe("Only what happened is recorded", () => {
  test.each([
    "12 people took EO yesterday",
    "EO, 12 people, yesterday",
    "Had 19 people in diversity training",
    "May and José took language access",
    "Will and Priya did the toolkit",
    "could you please log 12 people for EO?",
    "can you put me down for EO today?",
    "I would like to record 12 people",
    "12 employees, no contractors",
    "no problem, 12 people took EO",
    "12 people who had signed up took EO",
    "please note that 13 employees attended",
    "12 personas tomaron EO ayer",
  ])("%s: a fact", (text) => {
    expect(tells(text)).toBe("fact");
  });

  test.each([
    "nobody attended",
    "No one took it on Monday",
    "we did not hold it",
    "we didn't hold it",
    "it was cancelled",
    "got canceled, 12 people were signed up",
    "12 people did not take EO",
    "I haven't taken it yet",
    "12 people dropped out yesterday",
    "pushed back to November",
    "nadie asistió",
    "se canceló el entrenamiento",
  ])("%s: denied", (text) => {
    expect(tells(text)).toBe("nothing");
  });

  test.each([
    "12 people will take EO tomorrow",
    "we're going to train 20 people",
    "next Tuesday we hold it for 30 people",
    "20 employees are signed up",
    "12 more people need to take EO",
    "we hold it on Thursday, 10 people are coming",
    "it is scheduled for December 8 with 25 people",
    "we were supposed to have it yesterday for 12 people",
    "let's do eo for 12 people soon",
    "mañana 12 personas van a tomar EO",
  ])("%s: still to come", (text) => {
    expect(tells(text)).toBe("nothing");
  });

  test.each([
    "did 12 people take EO yesterday?",
    "how many people took EO",
    "who took the toolkit in October?",
    "should I log the 12 people who took EO",
    "can contractors take the toolkit?",
    "¿cuántas personas tomaron EO?",
  ])("%s: a question", (text) => {
    expect(tells(text)).toBe("nothing");
  });

  test.each([
    "if 12 people take EO, do we meet the goal",
    "suppose 12 people took EO",
    "for example, 12 people took EO",
    "I wish 12 people had taken EO",
    "12 people asked about EO",
    "12 people are interested in EO",
  ])("%s: no attendance", (text) => {
    expect(tells(text)).toBe("nothing");
  });

  test("a part that did not happen is set apart, with its place", () => {
    const telling = judgementOf("12 people took EO yesterday, Bo could not make it", { tells: "past" });

    expect(telling).toMatchObject({ tells: "mixed", denied: [{ start: 27, end: 49 }] });
  });

  test.each([
    ["a part of a course", "8 people took part 1 of EO yesterday"],
    ["those who taught it", "17 employees taught EO yesterday"],
  ])("%s: asked about", (_what, text) => {
    expect(tells(text)).toBe("mixed");
  });

  test("a statement that ends with right? is asked about", () => {
    expect(tells("12 people took EO yesterday, right?")).toBe("mixed");
  });

  test("what is said inside quotes denies nothing", () => {
    expect(tells('12 people took "What we did not know" yesterday')).toBe("fact");
  });
});

describe("A wish is done unless it is taken back", () => {
  const wish = (text: string) => judgementOf(text, { tells: "wish" }).tells;

  test.each([
    "recruit @lee",
    "please add Lee as an ambassador",
    "could you sign @lee up?",
    "fix TR-2026-0147 to 11, not 12",
  ])("%s: done", (text) => {
    expect(wish(text)).toBe("fact");
  });

  test.each([
    "don't recruit lee yet",
    "should we recruit Lee?",
    "we did not recruit anyone",
    "never mind, TR-2026-0147 was right",
    "TR-2026-0147 is fine",
    "was TR-2026-0147 changed?",
    "is G1.2.2 done",
    "exempt vision? because we share one",
    "we should analyze the parking policy some day",
  ])("%s: not done", (text) => {
    expect(wish(text)).toBe("nothing");
  });

  test("a reason may deny what it likes", () => {
    expect(wish("fix TR-2026-0147 course=toolkit because it was not EO and did not take place")).toBe("fact");
  });
});
