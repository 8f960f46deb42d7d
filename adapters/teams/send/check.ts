import { LIMITS } from "../render/limits.ts";
import { bytesOf } from "../render/words.ts";
import type { OutMessage } from "./connector.ts";

// The last look before something goes to Teams, which answers a message that is too long with an error and shows a card that is
// wrong as nothing at all. The renderer keeps the limits by itself; whatever this finds is a defect of ours.

type Node = Record<string, unknown>;

/** Where a message exceeds a limit: "message: 28673 of 28672"; nothing when it is fine. */
export function messageFaults(message: OutMessage): string[] {
  const cards = (message.attachments ?? []).filter(({ contentType }) => contentType.endsWith("card.adaptive"));
  const words = message.text ?? message.summary ?? "";
  return [
    ...over("message", bytesOf(message), LIMITS.message),
    ...(words.trim() === "" ? ["summary: empty"] : []),
    ...cards.flatMap(({ content }) => cardFaults(content as Node)),
  ];
}

function cardFaults(card: Node): string[] {
  const nodes = nodesIn(card);
  const ids = nodes.filter(isInput).map(({ id }) => id);
  return [
    ...(typeof card.fallbackText === "string" && card.fallbackText !== "" ? [] : ["fallbackText: empty"]),
    ...(new Set(ids).size < ids.length ? ["an input's id is doubled"] : []),
    ...nodes.flatMap(nodeFaults),
  ];
}

const isInput = ({ type }: Node) => typeof type === "string" && type.startsWith("Input.");

const nodeFaults = (node: Node): string[] =>
  isInput(node) ? inputFaults(node) : (CHECKS[String(node.type)]?.(node) ?? [`${String(node.type)} is not known here`]);

const CHECKS: Record<string, (node: Node) => string[]> = {
  AdaptiveCard: () => [],
  Container: () => [],
  ColumnSet: ({ columns }) => (list(columns).length > 0 ? [] : ["columns: none"]),
  Column: () => [],
  TableRow: () => [],
  TableCell: () => [],
  TextBlock: ({ text }) => (typeof text === "string" && text !== "" ? [] : ["TextBlock: empty"]),
  FactSet: ({ facts }) => over("facts", list(facts).length, LIMITS.facts),
  ActionSet: ({ actions }) => [
    ...over("actions", list(actions).length, LIMITS.actions),
    ...(list(actions).length === 0 ? ["actions: none"] : []),
  ],
  "Action.Submit": titleFaults,
  "Action.OpenUrl": (node) => [...titleFaults(node), ...(typeof node.url === "string" ? [] : ["url: missing"])],
  "Action.Execute": (node) => [
    ...titleFaults(node),
    ...((node.fallback as Node | undefined)?.type === "Action.Submit" ? [] : ["fallback: missing"]),
  ],
  "Chart.VerticalBar.Grouped": ({ fallback }) =>
    (fallback as Node | undefined)?.type === "Table" ? [] : ["a chart without its table"],
  Table: (node) => [
    ...(node.fallback === undefined ? ["a table without a fallback"] : []),
    ...over("columns", list(node.columns).length, LIMITS.tableColumns),
    ...rowFaults(node),
  ],
};

function titleFaults({ title }: Node): string[] {
  return typeof title === "string" && title !== "" ? over("title", title.length, LIMITS.buttonLabel) : ["title: empty"];
}

const rowFaults = ({ rows, columns }: Node) =>
  list(rows).some(({ cells }) => list(cells).length !== list(columns).length) ? ["a row lacks a cell"] : [];

function inputFaults({ label, isRequired, errorMessage, choices }: Node): string[] {
  return [
    ...(typeof label === "string" && label !== "" ? [] : ["label: empty"]),
    ...(isRequired && !errorMessage ? ["errorMessage: missing"] : []),
    ...over("choices", bytesOf(choices ?? []), LIMITS.options),
  ];
}

/** Every element, action and fallback, but not what actions carry. */
function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== "object" || value === null) return [];
  const node = value as Node;
  const inner = Object.entries(node).flatMap(([key, one]) => (key === "data" || key === "choices" ? [] : nodesIn(one)));
  return typeof node.type === "string" ? [node, ...inner] : inner;
}

const over = (name: string, size: number, most: number) => (size > most ? [`${name}: ${size} of ${most}`] : []);

const list = (value: unknown): Node[] => (Array.isArray(value) ? value : []);
