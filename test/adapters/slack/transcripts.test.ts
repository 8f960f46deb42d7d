import { describe } from "vitest";
import { playsTheTranscripts } from "../../transcripts/play.ts";
import { openSlackStage } from "./stage.ts";

describe("in Slack,", () => playsTheTranscripts(openSlackStage));
