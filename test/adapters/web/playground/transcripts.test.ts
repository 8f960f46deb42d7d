import { describe } from "vitest";
import { playsTheTranscripts } from "../../../transcripts/play.ts";
import { openWebStage } from "./stage.ts";

describe("in the playground,", () => playsTheTranscripts(openWebStage));
