import { describe } from "vitest";
import { playsTheTranscripts } from "../../transcripts/play.ts";
import { openTeamsStage } from "./stage.ts";

describe("in a chat of two in Teams,", () => playsTheTranscripts(openTeamsStage("personal")));

describe("in a channel of Teams,", () => playsTheTranscripts(openTeamsStage("channel")));
