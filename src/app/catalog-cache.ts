import { type Catalog, createCatalog } from "../core/catalog/catalog.ts";
import type { Stores } from "../core/command/stores.ts";
import type { IsoDate } from "../core/places/city.ts";
import type { Measure } from "../domain/measure/measure.ts";

/** Another replica's change is seen this much later, in milliseconds; our own at once. */
const FRESH = 1000;

/**
 * Departments, courses and measures are read once a second at most, however many requests come in. `planned` are the
 * plan's own measures, which win over any that was defined here.
 */
export function cacheCatalog(
  bare: Stores,
  planned: readonly Measure[],
  today: () => IsoDate,
): { get(): Promise<Catalog>; stores: Stores; forget(): void } {
  let kept: { at: number; catalog: Promise<Catalog> } | undefined;
  const forget = () => {
    kept = undefined;
  };
  const ids = new Set(planned.map(({ id }) => id));
  const load = async () => {
    const data = await bare.catalog.load();
    return createCatalog(
      { ...data, measures: [...planned, ...data.measures.filter(({ id }) => !ids.has(id))] },
      today(),
    );
  };
  const get = () => {
    if (kept && performance.now() - kept.at < FRESH) return kept.catalog;
    const catalog = load();
    catalog.catch(forget);
    kept = { at: performance.now(), catalog };
    return catalog;
  };
  const { catalog, measures, closing, scim } = bare;
  const stores: Stores = {
    ...bare,
    catalog: {
      ...catalog,
      saveDepartment: (...saved) => catalog.saveDepartment(...saved).finally(forget),
      endDepartment: (...ended) => catalog.endDepartment(...ended).finally(forget),
      restoreDepartment: (...restored) => catalog.restoreDepartment(...restored).finally(forget),
      saveCourse: (...saved) => catalog.saveCourse(...saved).finally(forget),
    },
    scim: { ...scim, nameDepartment: (...named) => scim.nameDepartment(...named).finally(forget) },
    measures: { ...measures, define: (...defined) => measures.define(...defined).finally(forget) },
    closing: {
      ...closing,
      close: (...closed) => closing.close(...closed).finally(forget),
      reopen: (...reopened) => closing.reopen(...reopened).finally(forget),
    },
  };
  return { get, stores, forget };
}
