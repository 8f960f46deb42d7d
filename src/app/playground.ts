import { randomUUID } from "node:crypto";
import {
  Conversations,
  createMessenger,
  createPlayground,
  type PlaygroundHost,
} from "../../adapters/web/playground/index.ts";
import { jump } from "../clock/jump.ts";
import { dateAt, printInstant } from "../core/calendar/calendar.ts";
import { departmentName } from "../core/catalog/catalog.ts";
import { rolesOf } from "../core/request/actor.ts";
import { Refusal } from "../core/request/errors.ts";
import { slashed } from "../core/understanding/printed.ts";
import { chartSvg } from "../reports/chart.ts";
import { inBothThemes } from "../reports/chart-looks.ts";
import type { Parts } from "./parts.ts";

/** The playground on this process's own core, store and schedules. */
export function playgroundOf(parts: Parts, handle: PlaygroundHost["handle"]) {
  const { config, plan, bot, stores, changes } = parts;
  const sayable = bot.commands.map((command) => ({
    ...command,
    examples: command.examples.map((example) => slashed(bot.commands, command, example)),
  }));
  /** Pages that watch for what changes. */
  const open = new Set<() => void>();
  const host: PlaygroundHost = {
    cityName: plan.city.name,
    zone: plan.city.zone,
    host: config.host,
    port: () => parts.port,
    handle,
    onStop: (close) => open.add(close),
    onFault: (error) => bot.onIncident("playground", error),
    newId: randomUUID,
    drawChart: (chart, drawing) => inBothThemes(chartSvg(chart, drawing)),
    now: () => printInstant(bot.clock(), plan.city),
    jump: jumpOf(parts),
    sample: async () => (await stores.deployment.get())?.sample ?? false,
    departments: async () => (await bot.catalog()).departments.map(({ code, name }) => ({ code, name })),
    commands: () => sayable,
    people: () => peopleOf(parts),
    onChange: (listener) => {
      changes.add(listener);
      return () => changes.delete(listener);
    },
  };
  const conversations = new Conversations();
  return {
    routes: createPlayground(host, conversations),
    messenger: createMessenger(host, conversations),
    stop: () => {
      for (const close of open) close();
    },
  };
}

/** One at a time: what falls due is decided in its order. */
function jumpOf(parts: Parts): PlaygroundHost["jump"] {
  let under: Promise<unknown> | undefined;
  return async (target) => {
    if (under) return { failed: true, words: "The clock is being put forward already." };
    try {
      const going = jump(parts, target, async () => parts.messages?.idle());
      under = going;
      const decided = await going;
      const live = (await parts.stores.deployment.get())?.liveAt !== undefined;
      const sent = decided.reduce((sum, { deliveries }) => sum + deliveries.length, 0);
      const words = live
        ? `${sent} messages fell due.`
        : "Messages are held back: an officer lets them out with admin golive start.";
      return { failed: false, words };
    } catch (error) {
      if (error instanceof Refusal) return { failed: true, words: error.message };
      throw error;
    } finally {
      under = undefined;
    }
  };
}

/** Everybody one can be in the playground. */
async function peopleOf({ bot, stores, plan }: Parts) {
  const today = dateAt(bot.clock(), plan.city);
  const [catalog, everybody, leads] = await Promise.all([
    bot.catalog(),
    stores.people.list(undefined, today),
    stores.people.leads(today),
  ]);
  const here = everybody.filter(({ leftOn }) => leftOn === undefined || leftOn > today);
  return here.map(({ id, email, name, department, granted }) => ({
    email,
    name,
    department,
    departmentName: department === undefined ? undefined : departmentName(catalog, department),
    roles: rolesOf({ granted, leads: leads.filter((lead) => lead.person === id).map((lead) => lead.department) }),
  }));
}
