import { type Command, defineCommand, type Env } from "../../src/core/command/command.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, facts, heading, reply, text } from "../../src/core/reply/reply.ts";
import { mayUse } from "../../src/core/request/permit.ts";
import { suggestionOf } from "../../src/core/request/suggestion.ts";
import { nearestCommands } from "../../src/core/understanding/find-command.ts";
import { printedIn } from "../../src/core/understanding/printed.ts";

export const help = defineCommand({
  name: "help",
  summary: "Show what you can ask for, with examples.",
  roles: ["employee", "auditor"],
  reads: true,
  fields: { about: textField({ label: "About", from: "rest", optional: true, keys: ["topic"] }) },
  cues: {
    tells: "question",
    patterns: [
      [/^(?:please )?(?:help|ayuda|commands?)\b|^\s*\?+\s*$/, 4],
      [/\b(?:explain|use|what does|how does)\b.*\bcommand\b|\bhelp[\s.!?]*$/, 4],
      [
        /\b(?:what can you do|how does this work|how do i|how can i|how to|what commands|can you help|help me|i need help|need help|what do you do|como (?:registro|puedo))\b/,
        5,
      ],
    ],
  },
  examples: ["help", "help training"],
  scope: () => ({ to: "open" }),
  execute: async ({ about }, env) => {
    const listed = env.commands.filter((command) => !command.internal && mayUse(env.actor, command));
    const chosen = about === undefined ? listed : matching(listed, about);
    const near = chosen.length > 0 ? chosen : nearestCommands(listed, about ?? "");
    const intro =
      chosen.length > 0 ? "Type it in your own words, or by name:" : `I know nothing about "${about}". The nearest:`;
    return reply(
      heading("What you can ask for"),
      text(intro),
      facts(...near.map(describedIn(env))),
      ...suggestions(near),
    );
  },
});

function matching(commands: readonly Command[], about: string): Command[] {
  const words: string[] = about.toLowerCase().match(/\p{L}+/gu) ?? [];
  return commands.filter((command) =>
    command.name.split(" ").some((part) => words.includes(part) || words.includes(`${part}s`)),
  );
}

const describedIn = ({ commands, place }: Env) => {
  const printed = printedIn(place, commands);
  return (command: Command) => ({
    label: command.name,
    value: [command.summary, ...command.examples.slice(0, 2).map((one) => `“${printed(command, one)}”`)].join(" "),
  });
};

const suggestions = (commands: readonly Command[]) =>
  commands.length > 4 ? [] : [buttons(...commands.map(suggestionOf))];
