import { describe, expect, it } from "vitest";
import { parseMessage, parsePress, readPosted, spoken } from "../../../../adapters/web/reply/payload.ts";

const where = { as: "ana@city.example", at: "direct", request: "web:1" };

const press = (action: unknown, more: Record<string, string> = {}) =>
  parsePress({ ...where, said: "Save", action: JSON.stringify(action), ...more });

describe("what was typed", () => {
  it.each([
    ["/training 12 people", { kind: "text", root: "training", text: "12 people" }],
    ["/training", { kind: "text", root: "training", text: "" }],
    ["  /Equity status public works", { kind: "text", root: "equity", text: "status public works" }],
    ["/ambassador recruit @lee", { kind: "text", root: "ambassador", text: "recruit @lee" }],
    ["/analysis start", { kind: "text", root: "analysis", text: "start" }],
    ["12 people took it", { kind: "text", text: "12 people took it" }],
    ["/trainings", { kind: "text", text: "/trainings" }],
    ["/status", { kind: "text", text: "/status" }],
    ["and/training or not", { kind: "text", text: "and/training or not" }],
  ])("%j", (typed, expected) => {
    expect(spoken(typed)).toEqual(expected);
  });
});

describe("a message", () => {
  it("needs who, where, which request and what", () => {
    expect(parseMessage({ ...where, text: "hi" })).toEqual({ ...where, text: "hi" });
    expect(parseMessage({ ...where })).toBeUndefined();
    expect(parseMessage({ ...where, text: "hi", request: "" })).toBeUndefined();
    expect(parseMessage({ ...where, text: "hi", request: "a b" })).toBeUndefined();
    expect(parseMessage({ ...where, text: "hi", request: "x".repeat(101) })).toBeUndefined();
  });
});

describe("a press", () => {
  it("carries the button as it was declared", () => {
    const button = { command: "training log", values: { employees: "980" }, ask: true, confirmed: ["large-count"] };
    expect(press(button)?.input).toEqual({ kind: "values", ...button });
  });

  it("adds what was filled in to what the form carries", () => {
    const read = press({ command: "fix", values: { record: "TR-1" } }, { "in.changes.course": "EO", "in.reason": "" });
    expect(read?.input.values).toEqual({ record: "TR-1", "changes.course": "EO", reason: "" });
    expect(read?.typed).toEqual({ "changes.course": "EO", reason: "" });
  });

  it("is no form when nothing could be filled in", () => {
    expect(press({ command: "fix", values: {} })?.typed).toBeUndefined();
  });

  it("takes a chosen file in place of the text", () => {
    const posted = { "in.sheet": "old", "file.sheet": "name\nAna" };
    expect(press({ command: "names", values: {} }, posted)?.input.values).toEqual({ sheet: "name\nAna" });
    expect(press({ command: "names", values: {} }, { ...posted, "file.sheet": "" })?.typed).toEqual({ sheet: "old" });
  });

  it.each([
    ["nothing", undefined],
    ["a word", "fix"],
    ["a list", []],
    ["no command", { values: {} }],
    ["a command that is no word", { command: 1, values: {} }],
    ["values that are a list", { command: "fix", values: [] }],
    ["an ask that is no yes or no", { command: "fix", values: {}, ask: "yes" }],
    ["confirmations that are no words", { command: "fix", values: {}, confirmed: [1] }],
    ["too many confirmations", { command: "fix", values: {}, confirmed: Array(51).fill("x") }],
  ])("cannot be %s", (_what, action) => {
    expect(press(action)).toBeUndefined();
  });

  it("cannot be what is not JSON", () => {
    expect(parsePress({ ...where, said: "Save", action: "{" })).toBeUndefined();
  });

  it("cannot reach an object's own workings", () => {
    const read = press({ command: "fix", values: {} }, { "in.__proto__": "x", "in.constructor": "y" });
    expect(read?.input.values).toEqual({ constructor: "y" });
    expect(Object.getPrototypeOf(read?.input.values)).toBe(Object.prototype);
  });
});

describe("boxes of one question", () => {
  it("are a list of those that are ticked", async () => {
    expect(await readPosted({ "in.areas": ["", "housing", "jobs"] })).toEqual({ "in.areas": "housing, jobs" });
  });

  it("are an empty answer when none is ticked, so that the last one can be taken away", async () => {
    expect(await readPosted({ "in.areas": "" })).toEqual({ "in.areas": "" });
  });
});

describe("a posted file", () => {
  const read = async (bytes: number[]) => {
    const { file } = await readPosted({ file: new Blob([new Uint8Array(bytes)]) });
    return file;
  };

  it("is read as UTF-8, without its mark", async () => {
    expect(await read([0xef, 0xbb, 0xbf, 0x4a, 0xc3, 0xa9])).toBe("Jé");
  });

  it("is read as Windows writes it, when it is no UTF-8", async () => {
    expect(await read([0x4a, 0xe9])).toBe("Jé");
  });

  it("that was not chosen is none, and one that cannot be read is refused with what to do", async () => {
    expect(await read([])).toBe("");
    await expect(read([0xd0, 0xcf, 0x11, 0xe0])).rejects.toThrow("Save it as .xlsx or CSV");
  });
});
