import { briefly } from "../send/answer.ts";
import { type Activity, comesAgain } from "./payload.ts";
import { AGAIN } from "./receiver.ts";

// What is said beside the core's own answers.

export const WAIT = "Working on it…";
export const SLOW =
  "This takes longer than usual. If no answer comes within a minute, look at what is on record before you try again.";
export const BROKEN = "Something broke on our side. Look at what is on record before you try again.";
export const SILENT = "Teams did not say who you are. Nothing was saved: try again in a minute.";
export const HELLO =
  "Hello. Mention me to ask for something: say “help” to see what I can do. What is for you alone I answer in our own chat.";
export const WELCOME =
  "Hello. Tell me what was done, for example: 12 people took Anti-Racism 101 yesterday. Say “home” to see this again.";

/** Nothing came of it: a message is sent again by Teams, and whoever waits at a button is told. */
export const unanswered = (activity: Activity, words: string) =>
  comesAgain(activity) ? AGAIN : briefly(activity, words);
