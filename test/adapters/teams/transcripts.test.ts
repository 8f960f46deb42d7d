import { describe } from "vitest";
import { playsTheTranscripts } from "../../transcripts/play.ts";
import { openTeamsStage } from "./stage.ts";

describe("in a chat of two in Teams,", () => playsTheTranscripts(openTeamsStage("personal"), { stage: 0, of: 2 }));

describe("in a channel of Teams,", () => playsTheTranscripts(openTeamsStage("channel"), { stage: 1, of: 2 }));
