import {
  type Button,
  type Form,
  buttonsIn as inBlock,
  type Reply,
  type ReplyFile,
} from "../../src/core/reply/reply.ts";

/** Every button of a reply. */
export const buttonsIn = ({ blocks }: Reply): Button[] => blocks.flatMap(inBlock);

/** The button with that label; a reply without it fails the test. */
export function buttonIn(answer: Reply, label: string | RegExp): Button {
  const found = buttonsIn(answer).find((one) =>
    typeof label === "string" ? one.label === label : label.test(one.label),
  );
  if (!found) throw new Error(`no button ${String(label)} among ${buttonsIn(answer).map((one) => one.label)}`);
  return found;
}

export function fileIn({ blocks }: Reply): ReplyFile {
  const found = blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []))[0];
  if (!found) throw new Error(`no file in ${JSON.stringify(blocks).slice(0, 400)}`);
  return found;
}

export function formIn({ blocks }: Reply): Form {
  const found = blocks.flatMap((block) => (block.kind === "form" ? [block.form] : []))[0];
  if (!found) throw new Error(`no form in ${JSON.stringify(blocks).slice(0, 400)}`);
  return found;
}
