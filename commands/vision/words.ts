import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Button } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Vision } from "../../src/domain/vision/visions.ts";

/** Writing a department's vision is for its leads and the officer. */
export const writing = (department: string): Scope => ({ to: "write", of: { department } });

/** "Public Works · version 2 · adopted Fri 20 Nov 2026 · goals G1, G3". */
export const visionLine = (vision: Vision, { catalog }: Pick<Env, "catalog">): string =>
  [
    departmentName(catalog, vision.department),
    `version ${vision.version}`,
    standing(vision),
    ...(vision.goals.length === 0 ? [] : [`goals ${vision.goals.join(", ")}`]),
  ].join(" · ");

/** Where a version stands, with the day. */
export function standing({ undone, adoptedOn, adoptedBy, draftedOn }: Vision): string {
  if (undone) return "undone";
  if (adoptedOn === undefined) return `draft of ${printDate(draftedOn)}`;
  return `adopted ${printDate(adoptedOn)}${adoptedBy === undefined ? "" : ` by ${adoptedBy}`}`;
}

/** What this person may do with a version. */
export function actions(vision: Vision, { actor }: Pick<Env, "actor">): Button[] {
  const { id, department, adoptedOn, adoptionUndone, undone } = vision;
  if (!may(actor, writing(department))) return [];
  if (undone) return [{ label: "Put it back", command: "fix restore", values: { record: id } }];
  const adopt: Button = {
    label: "Adopt…",
    command: "vision adopt",
    values: { department },
    ask: true,
    tone: "primary",
  };
  return [
    ...(adoptionUndone ? [{ label: "Put the adoption back", command: "fix restore", values: { record: id } }] : []),
    ...(adoptedOn === undefined ? [adopt] : []),
    { label: "Link goals…", command: "vision link", values: { department }, ask: true },
    { label: "Edit", command: "fix", values: { record: id }, ask: true },
    { label: adoptedOn === undefined ? "Undo" : "Undo the adoption", command: "fix undo", values: { record: id } },
  ];
}

/** There is no draft to adopt or to link. */
export const noVision = (department: string, { catalog }: Env): Refusal =>
  new Refusal(
    `${departmentName(catalog, department)} has no vision statement yet. Write one first with: vision draft "…". Nothing was saved.`,
  );
