import { type Shown, suppressed } from "../../src/core/reply/suppress.ts";
import type { Actor } from "../../src/core/request/actor.ts";
import type { Engagement } from "../../src/domain/engagement/engagements.ts";
import { kindOf } from "../../src/domain/engagement/kinds/index.ts";

/** "18 employees, 7 residents"; where nobody counted, it says so. Whoever counted sees what they entered. */
export function attendance(engagement: Engagement, actor?: Pick<Actor, "id">): string {
  const { employees, contractors, residents } = engagement;
  const counts = [employees, contractors, residents];
  const shown: readonly Shown[] = mustHide(engagement, actor)
    ? suppressed(counts, engagement.responses !== undefined)
    : counts;
  const parts = ["employee", "contractor", "resident"].map((noun, at) => counted(shown[at], noun));
  return parts.filter((part) => part !== "").join(", ") || "not counted";
}

function counted(count: Shown, noun: string): string {
  if (count === undefined) return "";
  if (typeof count === "string") return `${noun}s: ${count}`;
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Answers to a survey are shown to nobody in small numbers but to whoever entered them. */
const mustHide = ({ kind, author }: Engagement, actor: Pick<Actor, "id"> | undefined) =>
  kindOf(kind).survey === true && author !== actor?.id;

const COUNTS = ["employees", "contractors", "residents"] as const;
const ANSWERS = ["responses", "completers"] as const;

/** Counts of a record that are not shown to this person: in no list, no form and no file. */
export function hiddenCounts(engagement: Engagement, actor?: Pick<Actor, "id">): (keyof Engagement)[] {
  if (!mustHide(engagement, actor)) return [];
  const apart = suppressed(
    COUNTS.map((name) => engagement[name]),
    engagement.responses !== undefined,
  );
  const others = suppressed(
    ANSWERS.map((name) => engagement[name]),
    false,
  );
  const isHidden = (shown: Shown) => typeof shown === "string";
  return [...COUNTS.filter((_, at) => isHidden(apart[at])), ...ANSWERS.filter((_, at) => isHidden(others[at]))];
}

/** Whether one count of a record may be shown to this person. */
export const isShown = (engagement: Engagement, count: number, actor?: Pick<Actor, "id">): boolean =>
  !mustHide(engagement, actor) || suppressed([count], false)[0] === count;
