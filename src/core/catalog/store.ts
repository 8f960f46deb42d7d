import type { IsoDate } from "../places/city.ts";
import type { Write } from "../request/write.ts";
import type { CatalogData, Department } from "./catalog.ts";

/** What went with the end of a department: moves of its people, and places of its leadership team. */
export interface DepartmentEnd {
  moved: number;
  places: number;
}

export interface CatalogStore {
  load(): Promise<CatalogData>;
  /** `{ named: code }` when another one of today has that name. */
  saveDepartment(department: Department, write: Write): Promise<"added" | "changed" | { named: string }>;
  /** From `from` on it is none any more; merged, its people move to `into`, and its names with them. */
  endDepartment(code: string, from: IsoDate, into: string | undefined, write: Write): Promise<DepartmentEnd | "ended">;
  /** Takes that back, as far as nothing was changed since. */
  restoreDepartment(code: string, write: Write): Promise<DepartmentEnd | "living">;
  saveCourse(course: CatalogData["courses"][number], write: Write): Promise<"added" | "changed">;
}
