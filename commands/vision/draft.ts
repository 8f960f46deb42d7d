import { defineCommand } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { ownWords } from "../../src/core/fields/own-words.ts";
import { text } from "../../src/core/reply/reply.ts";
import { VISION_RECORD } from "./record.ts";
import { writing } from "./words.ts";

/** Words with which a draft is asked for, and which are no part of it. */
const REQUEST = /\b(?:draft|write|propose|start|begin|new|revise|update|change)\b.{0,40}\bvision\b/i;

/** Row A5: every draft is another version, and none is lost. */
export const visionDraft = defineCommand({
  name: "vision draft",
  summary: "Write your department's vision statement, or a new version of it.",
  roles: ["lead", "officer"],
  fields: {
    text: ownWords({
      label: "Vision statement",
      question: "What does the vision statement say?",
      hint: "All of it; it takes the place of the draft before it",
      keys: ["statement", "vision"],
      rest: REQUEST,
    }),
    department: department({ default: "author's" }),
  },
  cues: {
    tells: "wish",
    patterns: [
      [/\b(?:draft|write|propose|revise|rewrite)\b.*\bvision(?: statement)?\b/, 4],
      [/\b(?:new|our|the)\b.*\bvision(?: statement)?(?: is| reads| says)?\s*:/, 4],
    ],
  },
  examples: [
    'draft "Every neighborhood is served as soon as any other."',
    "our new vision statement: Nobody waits longer for a service because of who they are.",
  ],
  scope: ({ department: code }) => writing(code),
  execute: async (values, env) => {
    const { outcome, vision } = await env.stores.visions.draft(values.department, values.text, env.today, env.write);
    return outcome === "drafted"
      ? VISION_RECORD.receipt(`Recorded ${vision.id}`, vision, env)
      : VISION_RECORD.receipt("Already recorded", vision, env, [text("The newest version says so word for word.")]);
  },
});
