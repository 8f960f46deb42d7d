import type { PlaygroundHost, PlaygroundPerson } from "../../../../adapters/web/playground/index.ts";
import type { Block, Reply } from "../../../../src/core/reply/reply.ts";
import { buttons, heading, reply, text } from "../../../../src/core/reply/reply.ts";
import type { Input, Request } from "../../../../src/core/request/request.ts";
import { chartSvg } from "../../../../src/reports/chart.ts";

type Answer = (request: Request) => Reply | Promise<Reply>;

const ana: PlaygroundPerson = {
  email: "ana.torres@milwaukee.example",
  name: "Ana Torres",
  department: "DPW",
  departmentName: "Public Works",
  roles: ["employee", "lead"],
};

const bo: PlaygroundPerson = { ...ana, email: "bo.chen@milwaukee.example", name: "Bo Chen", roles: ["employee"] };

const nadia: PlaygroundPerson = {
  email: "nadia.rahman@milwaukee.example",
  name: "Nadia Rahman",
  department: "DOA",
  departmentName: "Administration",
  roles: ["employee", "officer"],
};

/** A host with three people whose answers the test decides; it keeps what it was asked. */
export function createFakeHost(answers: { say?: Answer; press?: Answer } = {}) {
  const asked: Request[] = [];
  const listeners = new Set<Parameters<PlaygroundHost["onChange"]>[0]>();
  let ids = 0;
  const host = {
    cityName: "Milwaukee",
    zone: "America/Chicago",
    host: "127.0.0.1",
    port: () => 3000,
    sample: async () => true,
    people: async () => [ana, bo, nadia],
    departments: async () => [
      { code: "DPW", name: "Public Works" },
      { code: "DOA", name: "Administration" },
    ],
    commands: () => COMMANDS,
    now: () => "Sat 21 Nov 14:05",
    jump: async (target: Parameters<PlaygroundHost["jump"]>[0]) => ({
      failed: false,
      words: `put forward to ${JSON.stringify(target)}`,
    }),
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    drawChart: chartSvg,
    handle: async (request: Request): Promise<Reply> => {
      if (isHome(request.input)) return homeOf(request.input);
      asked.push(request);
      const answer = request.input.kind === "text" ? answers.say : answers.press;
      return answer?.(request) ?? reply(text("Noted."));
    },
    onChange: (listener: Parameters<PlaygroundHost["onChange"]>[0]) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } satisfies PlaygroundHost;
  const change = () => {
    for (const listener of listeners) listener({ record: "TR-2026-0147", department: "DPW" });
  };
  return { host, asked, change };
}

const COMMANDS = [
  {
    name: "training log",
    summary: "Record who attended a training session.",
    examples: ["/training 12 people took Anti-Racism 101 yesterday", "/training anti-racism 101 oct 3 @ana @bo dpw"],
    roles: ["employee", "lead", "officer"],
  },
  {
    name: "training sessions",
    summary: "List the training on record for a department.",
    examples: ["/training sessions public works q3"],
    roles: ["employee", "lead", "officer", "auditor"],
  },
  {
    name: "me",
    summary: "Show what is on record about you and what is due.",
    examples: ["/equity me"],
    roles: ["employee"],
  },
  {
    name: "status",
    summary: "Show what is met and what is missing.",
    examples: ["/equity status public works q3"],
    roles: ["lead", "officer", "auditor"],
  },
  {
    name: "fix",
    summary: "Correct a record; the old value stays on the trail.",
    examples: ['/equity TR-2026-0147 employees=11 because "one was counted twice"'],
    roles: ["employee", "lead", "officer"],
  },
  { name: "training names", summary: "Name people.", examples: [], roles: ["employee"], internal: true },
];

const isHome = (input: Input): input is Input & { kind: "values" } =>
  input.kind === "values" && (input.command === "me" || input.command === "status") && !input.ask;

function homeOf(input: Input & { kind: "values" }): Reply {
  if (input.command === "status") return reply(heading("Public Works · Q4 2026 · as of Sat 21 Nov 14:05"), STATUS);
  const standing: Block = {
    kind: "facts",
    facts: [
      { label: "Department", value: "Public Works" },
      { label: "Tier", value: "manager" },
    ],
  };
  const open = buttons({ label: "Log a training", command: "training log", values: {}, ask: true });
  return reply(heading("Ana Torres"), standing, text("Due, by the end of Q4 2026 (1 Oct 2026 – 31 Dec 2026):"), open);
}

const STATUS: Block = {
  kind: "table",
  caption: "Sessions and attendance",
  columns: [
    { label: "Department" },
    { label: "Sessions", numeric: true },
    { label: "Employees", numeric: true },
    { label: "Contractors", numeric: true },
  ],
  rows: [
    ["Public Works", "4", "61", "3"],
    ["Administration", "not reported", "", ""],
  ],
};

export const receipt = (id = "TR-2026-0147"): Reply => ({
  ...reply(
    heading(`Recorded ${id}`),
    text("Anti-Racism 101 · Fri 20 Nov 2026 · Public Works · 12 employees"),
    text("Counts as attendance. Name people to count them as trained."),
    buttons(
      { label: "Add names", command: "training names", values: { record: id }, ask: true },
      { label: "Edit", command: "fix", values: { record: id }, ask: true },
      { label: "Undo", command: "fix undo", values: { record: id } },
    ),
  ),
  changed: { record: id, department: "DPW" },
});

/** One input of every kind. */
export const everyInput = (error?: string): Block & { kind: "form" } => ({
  kind: "form",
  form: {
    command: "training log",
    title: "Record who attended a training session.",
    submit: "Save",
    hidden: { record: "TR-2026-0147" },
    inputs: [
      {
        name: "course",
        label: "Course",
        value: "",
        optional: false,
        ...(error ? { error } : {}),
        control: { kind: "choice", options: [{ value: "ARA101", label: "Anti-Racism 101" }] },
      },
      { name: "heldOn", label: "Date", value: "2026-11-20", optional: false, control: { kind: "date" } },
      {
        name: "people",
        label: "Who",
        value: "",
        optional: true,
        hint: "Names or e-mail addresses",
        control: { kind: "people" },
      },
      {
        name: "employees",
        label: "Employees",
        value: "12",
        optional: true,
        hint: "How many in all",
        control: { kind: "count", max: 100_000 },
      },
      { name: "note", label: "Note", value: "", optional: true, control: { kind: "line", maxLength: 500 } },
      { name: "why", label: "Reason", value: "", optional: true, control: { kind: "lines", maxLength: 500 } },
      {
        name: "sheet",
        label: "Sign-in sheet",
        value: "",
        optional: true,
        control: { kind: "sheet", maxLength: 100_000 },
      },
    ],
  },
});
