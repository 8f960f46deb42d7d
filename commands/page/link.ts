import type { Button } from "../../src/core/reply/reply.ts";

/** Opens a page in the browser, and has a link to sign in sent to whoever is not signed in; none where the pages are off. */
export function pageButton(label: string, path: string, pages: string | undefined): Button[] {
  if (pages === undefined) return [];
  const url = new URL(path, pages).href;
  return [{ label, command: "page open", values: { path, unless: "signed-in" }, url }];
}
