import { randomUUID } from "node:crypto";
import { Conversations, createMessenger, createPlayground, type PlaygroundHost } from "../adapters/web/index.ts";
import { rolesOf } from "./core/actor.ts";
import { dateAt, printInstant } from "./core/calendar.ts";
import { departmentName } from "./core/catalog.ts";
import type { Parts } from "./parts.ts";
import { chartSvg } from "./reports/chart.ts";

/** The playground on this process's own core, store and schedules. */
export function playgroundOf(
  parts: Parts,
  handle: PlaygroundHost["handle"],
  port: () => number,
  onStop: PlaygroundHost["onStop"],
) {
  const { config, plan, bot, stores, changes } = parts;
  const host: PlaygroundHost = {
    cityName: plan.city.name,
    zone: plan.city.zone,
    host: config.host,
    port,
    handle,
    ...(onStop ? { onStop } : {}),
    onFault: (error) => bot.onIncident("playground", error),
    newId: randomUUID,
    drawChart: chartSvg,
    now: () => printInstant(bot.clock(), plan.city),
    sample: async () => (await stores.deployment.get())?.sample ?? false,
    departments: async () => (await bot.catalog()).departments.map(({ code, name }) => ({ code, name })),
    commands: () => bot.commands,
    people: () => peopleOf(parts),
    onChange: (listener) => {
      changes.add(listener);
      return () => changes.delete(listener);
    },
  };
  const conversations = new Conversations();
  return { routes: createPlayground(host, conversations), messenger: createMessenger(host, conversations) };
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
