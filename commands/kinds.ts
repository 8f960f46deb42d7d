import { recordKinds } from "../src/core/records/registry.ts";
import { RECOMMENDATION } from "./analysis/recommendation.ts";

/** Every kind of record there is. A new kind is a line here, and its commands lines in index.ts. */
export const kinds = recordKinds([RECOMMENDATION]);
