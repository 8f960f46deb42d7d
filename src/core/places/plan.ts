import type { City } from "./city.ts";

/** A city's plan, as commands see it. The core needs its city only; what stands in a plan is stated in `src/domain/plan/plan.ts`. */
export interface Plan {
  id: string;
  city: City;
}
