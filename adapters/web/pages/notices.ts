import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Html } from "../reply/frame.ts";
import type { PagesHost } from "./host.ts";
import { document } from "./layout.ts";

// What an app's entry in a store of apps links to, for anybody to read: who is told what is kept signs in nowhere.

/** The two open pages: what is kept of people, and on what terms the assistant is used. */
export function noticeRoutes(host: PagesHost): Hono {
  const app = new Hono();
  const show = (title: string, body: Html) => (context: Context) =>
    context.html(
      document(
        `${title} · ${host.city}`,
        html`<main id="main" class="alone"><section class="card"><h1>${title}</h1>${body}</section></main>`,
      ),
    );
  app.get("/privacy", show("Privacy", privacy(host.city)));
  app.get("/terms", show("Terms of use", terms(host.city)));
  return app;
}

const privacy = (
  city: string,
): Html => html`<p>Equity Assistant keeps ${city}’s record of its racial equity work. The city runs it, on a server of its own choosing.</p>
  <h2>What is kept</h2>
  <ul>
    <li>Of people who work for the city: name, work e-mail or employee id, department, tier, roles, their ids in Slack and Teams, and the trainings and equity work they took part in.</li>
    <li>What somebody records with the assistant, by whom and when, and every change of it with the old and the new value.</li>
    <li>Of the public: what the city enters of its engagements. Counts below ten in demographic answers are never shown.</li>
  </ul>
  <h2>What is not</h2>
  <p>Conversations are not read along. The assistant receives what is written to it, what mentions it, and what its buttons and forms send. What is said and not recorded is kept only until it is answered.</p>
  <h2>Who sees it</h2>
  <p>Everybody their own record; leads that of their department; the equity officer and auditors the city’s. Nothing is sold, and nothing is shown to other services than the chat you use. The city’s records may be public records under the law that applies to it.</p>
  <h2>How long</h2>
  <p>As long as the city’s retention schedule says. Ask the equity office to see, correct or question what is on record about you; in chat, say “me”.</p>`;

const terms = (
  city: string,
): Html => html`<p>Equity Assistant is for people who work for ${city}, in the course of that work.</p>
  <ul>
    <li>What you record becomes a record of the city under your name. Say what was so; whoever is named is told.</li>
    <li>You can take back and correct what you entered. Nothing disappears: the trail keeps what was said before.</li>
    <li>Do not record health, immigration or other private circumstances of a person: no entry asks for them.</li>
    <li>The assistant reads sentences by rules and may misread one: look at the receipt.</li>
    <li>It comes without warranty. Questions go to the city’s equity office.</li>
  </ul>`;
