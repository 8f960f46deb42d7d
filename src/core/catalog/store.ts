import type { Write } from "../request/write.ts";
import type { CatalogData } from "./catalog.ts";

export interface CatalogStore {
  load(): Promise<CatalogData>;
  saveDepartment(department: CatalogData["departments"][number], write: Write): Promise<"added" | "changed">;
  saveCourse(course: CatalogData["courses"][number], write: Write): Promise<"added" | "changed">;
}
