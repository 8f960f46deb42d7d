import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import type { Ambassador, RecruitOutcome } from "../../src/domain/ambassador/ambassadors.ts";

/** "Lee Nakamura · Public Works · invited Sat 21 Nov 2026". */
export function ambassadorLine(one: Ambassador, { catalog }: Pick<Env, "catalog">): string {
  return [one.person.name, departmentName(catalog, one.department), standing(one)].join(" · ");
}

export function standing(one: Ambassador): string {
  if (one.undone) return "undone";
  if (one.state === "invited") return `invited ${printDate(one.invitedOn)}, not answered yet`;
  if (one.state === "active") return `ambassador since ${printDate(one.answeredOn ?? one.invitedOn)}`;
  const why = one.reason === undefined ? "" : `: ${one.reason}`;
  return `${one.state} ${printDate(one.endedOn ?? one.answeredOn ?? one.invitedOn)}${why}`;
}

/** One line a person; what was so before is said, not done again. */
export function recruitedReply(outcomes: readonly RecruitOutcome[], department: string, env: Env): Reply {
  const invited = outcomes.filter((one) => one.outcome === "invited");
  const before = outcomes.filter((one) => one.outcome !== "invited");
  const title =
    invited.length === 0
      ? "Nobody new was invited"
      : `Invited ${invited.map(({ ambassador }) => ambassador.id).join(", ")}`;
  return {
    ...reply(
      heading(title),
      ...invited.map(({ ambassador }) =>
        text(`${ambassadorLine(ambassador, env)}. They are asked privately; you will see the answer.`),
      ),
      ...before.map(({ ambassador, outcome }) =>
        text(`${ambassador.person.name}: ${outcome} (${ambassador.id}, ${standing(ambassador)}).`),
      ),
      buttons(...invited.map(({ ambassador }) => undoButton(ambassador, invited.length > 1)), {
        label: "All ambassadors",
        command: "ambassador list",
        values: { department },
      }),
    ),
    ...(invited[0] ? { changed: { record: invited[0].ambassador.id, department } } : {}),
  };
}

const undoButton = ({ id, person }: Ambassador, several: boolean): Button => ({
  label: several ? `Undo ${person.name}` : "Undo",
  command: "fix undo",
  values: { record: id },
});

export function ambassadorReceipt(
  title: string,
  changed: readonly Ambassador[],
  env: Env,
  more: Reply["blocks"] = [],
): Reply {
  const [first] = changed;
  return {
    ...reply(heading(title), ...changed.map((one) => text(`${ambassadorLine(one, env)} (${one.id})`)), ...more),
    ...(first ? { changed: { record: first.id, department: first.department } } : {}),
  };
}
