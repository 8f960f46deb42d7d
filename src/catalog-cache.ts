import { type Catalog, createCatalog } from "./core/catalog.ts";
import type { CatalogStore } from "./core/stores.ts";

/** Another replica's change is seen this much later, in milliseconds; our own at once. */
const FRESH = 1000;

/** Departments and courses are read once a second at most, however many requests come in. */
export function cacheCatalog(store: CatalogStore): { get(): Promise<Catalog>; store: CatalogStore; forget(): void } {
  let kept: { at: number; catalog: Promise<Catalog> } | undefined;
  const forget = () => {
    kept = undefined;
  };
  const get = () => {
    if (kept && performance.now() - kept.at < FRESH) return kept.catalog;
    const catalog = store.load().then(createCatalog);
    catalog.catch(forget);
    kept = { at: performance.now(), catalog };
    return catalog;
  };
  const saving = {
    ...store,
    saveDepartment: (...saved: Parameters<CatalogStore["saveDepartment"]>) =>
      store.saveDepartment(...saved).finally(forget),
    saveCourse: (...saved: Parameters<CatalogStore["saveCourse"]>) => store.saveCourse(...saved).finally(forget),
  };
  return { get, store: saving, forget };
}
