import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { quarterlyNudge } from "./quarterly.ts";

/**
 * The officer asks once more, privately, whoever looks after a department: what is open by now, with the nudge's own buttons.
 * The nudge itself stands where it stands, and is edited.
 */
export const askedAgain: MessageKind = {
  name: "asked-again",
  label: "Asked again by the equity officer",
  // Nobody is written to in quiet hours, by the officer either.
  clock: true,
  compose: async (data, env) => {
    const said = await quarterlyNudge.compose(data, env);
    if ("skip" in said) return said;
    const blocks = said.blocks.map((block) => {
      if (block.kind !== "screen") return block;
      const { note: _follows, ...screen } = block.screen;
      return { ...block, screen: { ...screen, verdict: `The equity officer asks again. ${screen.verdict}` } };
    });
    return { ...said, blocks, visibility: "private" };
  },
};
