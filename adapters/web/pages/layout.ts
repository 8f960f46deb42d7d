import { html } from "hono/html";
import { type Actor, type Role, rolesOf } from "../../../src/core/request/actor.ts";
import type { Html } from "../reply/frame.ts";

/** A page in its frame. */
export interface Shown {
  title: string;
  city: string;
  /** Path of the page, for the menu. */
  at: string;
  actor: Actor;
  body: Html;
}

const MENU: readonly { href: string; label: string; roles: readonly Role[] }[] = [
  { href: "/overview", label: "Overview", roles: ["officer", "auditor"] },
  { href: "/departments", label: "Departments", roles: ["lead", "officer", "auditor"] },
  { href: "/training", label: "Training", roles: ["lead", "officer", "auditor"] },
  { href: "/records", label: "Records", roles: ["lead", "officer", "auditor"] },
  { href: "/reports", label: "Reports", roles: ["officer", "auditor"] },
  { href: "/plan", label: "Plan", roles: ["employee", "auditor"] },
  { href: "/import", label: "Import", roles: ["officer", "admin"] },
  { href: "/deliveries", label: "Messages", roles: ["officer", "auditor"] },
  { href: "/trail", label: "Trail", roles: ["officer", "auditor"] },
  { href: "/me", label: "My record", roles: ["employee", "auditor"] },
];

const NAMES: Readonly<Record<Role, string>> = {
  officer: "Equity officer",
  admin: "Administrator",
  auditor: "Auditor",
  lead: "Lead",
  employee: "Employee",
};

export function roleWords(actor: Actor): string {
  const roles = rolesOf(actor);
  return (
    (["auditor", "officer", "admin", "lead"] as const)
      .filter((role) => roles.includes(role))
      .concat()
      .map((role) => NAMES[role])
      .join(", ") || NAMES.employee
  );
}

export function page({ title, city, at, actor, body }: Shown): Html {
  const roles = rolesOf(actor);
  const items = MENU.filter((item) => item.roles.some((role) => roles.includes(role)));
  const here = (href: string) =>
    at === href || at.startsWith(`${href.replace(/s$/, "")}/`) || at.startsWith(`${href}/`);
  return document(
    `${title} · ${city}`,
    html`<a class="skip" href="#main">Skip to the page</a>
    <header class="bar">
      <a class="brand" href="/overview">${city} equity</a>
      <nav aria-label="Pages">${items.map(({ href, label }) => html`<a href="${href}"${here(href) ? html` aria-current="page"` : ""}>${label}</a>`)}</nav>
      <form class="who" method="post" action="/out"><span>${actor.name}<small>${roleWords(actor)}</small></span><button>Sign out</button></form>
    </header>
    <main id="main" tabindex="-1">${body}</main>`,
  );
}

const STYLES = ["base", "frame", "parts", "grid", "fit"];

/** A whole document, also for whoever is not signed in. */
export function document(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/look/icon.svg" type="image/svg+xml">
${STYLES.map((name) => html`<link rel="stylesheet" href="/look/${name}.css">`)}
<script src="/look/pages.js" defer></script>
</head>
<body>${body}</body>
</html>`;
}
