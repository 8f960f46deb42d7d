import type { Reply } from "../../core/reply/reply.ts";
import type { DepartmentPage } from "./department.ts";
import type { OverviewPage } from "./overview.ts";
import type { RegisterPage } from "./register.ts";

/** What a page is made of: the typed result of a command that only reads. */
export type Page = OverviewPage | DepartmentPage | RegisterPage;
export type PageKind = Page["kind"];

/** The page in a reply; undefined where the command refused, asked, or answered with something else. */
export function pageIn<Kind extends PageKind>(reply: Reply, kind: Kind): Extract<Page, { kind: Kind }> | undefined {
  const page = reply.data as Page | undefined;
  return page?.kind === kind ? (page as Extract<Page, { kind: Kind }>) : undefined;
}
