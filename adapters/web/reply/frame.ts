import type { html } from "hono/html";
import type { Chart } from "../../../src/core/reply/chart.ts";

/** Markup in which every inserted string is escaped. */
export type Html = ReturnType<typeof html>;

/** A chart as SVG: every id in it begins with `id`, and `alt` is what it shows, in words. */
export type DrawChart = (chart: Chart, how: { id: string; alt: string }) => string;

/** Where a reply is shown, and what its buttons and forms must bring back. */
export interface Frame {
  /** Part of every element id, unique on the page. */
  scope: string;
  /** Its form was sent and needs no more answer. */
  sent: boolean;
  drawChart: DrawChart;
  /** A chart in the looks of the page around it, instead of the drawing that goes into messages. */
  chart?(chart: Chart): Html;
  /** A page's own headings are one level up from a conversation's. */
  heading: 2 | 3;
  /** A record's id as a link to its page. */
  recordHref?(id: string): string;
  /** Where a press is posted to. */
  action: string;
  /** Hidden inputs: the button or form itself, and whatever says who presses. */
  passage(action: object, said: string): Html;
  /** Where the file of a block is; undefined where it comes with the answer itself. */
  fileHref(block: string): string | undefined;
}
