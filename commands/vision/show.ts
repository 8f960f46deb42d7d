import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import type { Vision, VisionStanding } from "../../src/domain/vision/visions.ts";
import { actions, standing, visionLine, writing } from "./words.ts";

/** Rows A5 and A6: what is in force is everybody's to read; drafts are for those who may read the department. */
export const visionShow = defineCommand({
  name: "vision show",
  summary: "Show a department's vision statement, or where all departments stand with theirs.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  rootDefault: true,
  fields: { department: department({ optional: true }) },
  cues: {
    tells: "question",
    patterns: [
      [/^(?:what|which|who|show|list|has|have|did|is|are|do|does|how many|when|where|see|read)\b.*\bvisions?\b/, 8],
      [/\bvisions?\b.*\?$/, 8],
    ],
  },
  examples: ["show", "show public works", "which departments adopted a vision statement?"],
  // A statement that a department adopted is public.
  scope: () => ({ to: "open" }),
  execute: async ({ department: code }, env) => {
    const city = may(env.actor, { to: "read", of: { city: true } });
    const own = env.actor.leads[0] ?? env.actor.department;
    if (code === undefined && (city || own === undefined)) return overview(env);
    return oneDepartment(code ?? own ?? "", env);
  },
});

async function oneDepartment(code: string, env: Env): Promise<Reply> {
  const versions = await env.stores.visions.versions(code);
  const seesDrafts = may(env.actor, { to: "read", of: { department: code } });
  const shown = versions.filter((one) => seesDrafts || one.adoptedOn !== undefined);
  const inForce = shown.find(({ adoptedOn }) => adoptedOn !== undefined && adoptedOn <= env.today);
  const [newest] = shown;
  const draft = newest && newest.id !== inForce?.id ? newest : undefined;
  const blocks = [...(inForce ? whole("In force", inForce, env) : []), ...(draft ? whole("Draft", draft, env) : [])];
  const history = shown.length > 1 ? [historyTable(shown)] : [];
  return reply(
    heading(`Vision statement · ${departmentName(env.catalog, code)}`),
    ...(blocks.length > 0 ? blocks : [text(nothing(seesDrafts))]),
    ...history,
    ...offered(code, newest, env),
  );
}

const nothing = (seesDrafts: boolean) => (seesDrafts ? "There is none yet." : "None is adopted yet.");

const whole = (label: string, vision: Vision, env: Env): Block[] => [
  text(`${label}: ${vision.id} · ${visionLine(vision, env)}`),
  text(vision.text),
];

function historyTable(versions: readonly Vision[]): Block {
  const rows = versions.map((one) => [String(one.version), one.id, standing(one), one.authorName]);
  const columns = ["Version", "Record", "Standing", "Recorded by"].map((label) => ({ label }));
  return { kind: "table", caption: "Every version, the newest first", columns, rows };
}

function offered(code: string, newest: Vision | undefined, { actor }: Env): Block[] {
  if (!may(actor, writing(code))) return [];
  const draft: Button = { label: "New draft…", command: "vision draft", values: { department: code }, ask: true };
  return [buttons(draft, ...(newest ? actions(newest, { actor }) : []))];
}

/** A line for each department, and the goals of the plan that no department has linked. */
async function overview(env: Env): Promise<Reply> {
  const standings = new Map((await env.stores.visions.current(env.today)).map((one) => [one.department, one]));
  const codes = env.catalog.departments.map(({ code }) => code);
  const adopted = codes.filter((code) => standings.get(code)?.adoptedOn !== undefined).length;
  const rows = codes.map((code) => [departmentName(env.catalog, code), ...cells(standings.get(code), code, env)]);
  const columns = ["Department", "Standing", "Version", "Adopted", "Goals"].map((label) => ({ label }));
  const percent = codes.length === 0 ? "" : ` (${Math.round((100 * adopted) / codes.length)} %)`;
  return reply(
    heading(`Vision statements · ${env.city.name} · ${printDate(env.today)}`),
    text(`Adopted: ${adopted} of ${codes.length} departments${percent}.`),
    { kind: "table", caption: "Where each department stands with its vision statement", columns, rows, list: true },
    ...uncovered([...standings.values()], env),
  );
}

/** Row A6: goals of the plan that nobody's statement serves. */
function uncovered(standings: readonly VisionStanding[], { plan }: Env): Block[] {
  const open = plan.goals.filter(({ id }) => !standings.some(({ goals }) => goals.includes(id))).map(({ id }) => id);
  if (plan.goals.length === 0) return [];
  return [
    text(open.length === 0 ? "Every goal of the plan is linked." : `Goals nobody has linked: ${open.join(", ")}.`),
  ];
}

function cells(one: VisionStanding | undefined, code: string, { actor }: Env): string[] {
  const seesDrafts = may(actor, { to: "read", of: { department: code } });
  const inForce = one?.adoptedOn === undefined ? "–" : printDate(one.adoptedOn);
  if (!one || (!seesDrafts && one.adoptedOn === undefined)) return [seesDrafts ? "none" : "not adopted", "–", "–", "–"];
  return [seesDrafts ? one.status : "adopted", String(one.version), inForce, one.goals.join(", ") || "–"];
}
