import { html } from "hono/html";
import { renderOption } from "../reply/form.ts";
import type { Html } from "../reply/frame.ts";
import { clockForm } from "./clock.ts";
import type { Draft, Exchange } from "./conversation.ts";
import { type Directory, groupPeople, type PlaygroundPlace, roleWords } from "./directory.ts";
import { renderExchange } from "./exchange.ts";
import type { PlaygroundHost, PlaygroundPerson, Sayable } from "./host.ts";
import { type Saying, sayings, slashName, usableCommands } from "./sayings.ts";

/** Everything a page shows. */
export interface View {
  host: PlaygroundHost;
  directory: Directory;
  person: PlaygroundPerson;
  place: PlaygroundPlace;
  exchanges: readonly Exchange[];
  draft: Draft | undefined;
  home: Html;
}

export function renderPage(view: View): Html {
  const { person, place } = view;
  return document(
    `${person.name}, ${place.name}`,
    html`
    <a class="skip" href="#say">Skip to the message box</a>
    ${banner(view)}
    <div class="columns">
      <aside class="side" aria-label="Who, where and what">${chooser(view)}${commandList(view)}</aside>
      <main>${conversation(view)}${composer(view)}</main>
      <aside class="home" aria-labelledby="home-title">
        <div class="title"><h2 id="home-title">Home</h2><p id="home-news" role="status"></p></div>
        <p class="hint">What ${person.name} sees without asking. It follows what anybody writes.</p>
        <div id="home">${view.home}</div>
      </aside>
    </div>`,
  );
}

const STYLES = ["base", "frame", "conversation", "screen", "controls"];

/** The whole document of a page, also of one that says what went wrong. */
export function document(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} · Equity Assistant playground</title>
  <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
  ${STYLES.map((name) => html`<link rel="stylesheet" href="/assets/${name}.css">`)}
  <script src="/assets/playground.js" type="module"></script>
</head>
<body>${body}</body>
</html>`;
}

function banner({ host, directory, person, place }: View): Html {
  return html`<header class="top">
    <h1><img src="/assets/icon.svg" alt="" width="28" height="28">Equity Assistant <span>Playground</span></h1>
    ${directory.sample ? html`<p class="badge">Sample data</p>` : ""}
    <p class="city">${host.cityName} <span id="now">${host.now()}</span> <span class="zone">${host.zone} time</span></p>
    ${directory.sample ? clockForm(host, { person: person.email, place: place.id }) : ""}
  </header>`;
}

function chooser({ directory, person, place }: View): Html {
  const groups = groupPeople(directory.people).map(({ label, people }) => {
    const options = people.map((one) =>
      renderOption({ value: one.email, label: `${one.name}, ${roleWords(one)}` }, person.email),
    );
    return html`<optgroup label="${label}">${options}</optgroup>`;
  });
  const places = directory.places.map(({ id, name }) => renderOption({ value: id, label: name }, place.id));
  return html`<form id="chooser" class="chooser" method="get" action="/">
    <div class="field"><label for="as">Who you are</label><select id="as" name="as">${groups}</select></div>
    <div class="field"><label for="at">Where you are</label><select id="at" name="at">${places}</select></div>
    <button>Switch</button>
  </form>`;
}

function commandList(view: View): Html {
  const commands = usableCommands(view.host, view.person);
  return html`<details id="commands" class="commands">
    <summary><h2>What you can say</h2></summary>
    <p class="hint">In your own words, or by name. Choose an example to try it.</p>
    <ul>${commands.map((command) => commandItem(command, view))}</ul>
  </details>`;
}

function commandItem(command: Sayable, view: View): Html {
  const [example] = command.examples;
  return html`<li><p><code>${slashName(command)}</code> ${command.summary}</p>
    ${example === undefined ? "" : sayLink(example, view)}</li>`;
}

/** Puts words into the message box; also without JavaScript. */
function sayLink(words: string, { person, place }: View): Html {
  const query = new URLSearchParams({ as: person.email, at: place.id, say: words });
  return html`<a class="try" href="/?${query.toString()}#say" data-say="${words}">${words}</a>`;
}

function conversation(view: View): Html {
  const { person, place, exchanges, host } = view;
  const setting = { person: person.email, place, newId: () => host.newId(), drawChart: host.drawChart };
  return html`<div class="title"><h2>${place.name}</h2><p>as ${person.name}, ${roleWords(person)}${person.departmentName ? html`, ${person.departmentName}` : ""}</p></div>
    <div id="log" class="log" role="log" aria-label="Conversation" tabindex="0">
      ${welcome(view)}${exchanges.map((exchange) => renderExchange(exchange, setting))}
    </div>`;
}

function welcome(view: View): Html {
  const examples = usableCommands(view.host, view.person).flatMap((command) => command.examples.slice(0, 1));
  return html`<section class="welcome" aria-label="Welcome">
    <h3>Say what happened, in your own words</h3>
    <p>It becomes a record you can see, correct and undo. A few things to try:</p>
    <ul>${examples.slice(0, 3).map((words) => html`<li>${sayLink(words, view)}</li>`)}</ul>
  </section>`;
}

function composer(view: View): Html {
  const { host, person, place, draft } = view;
  return html`<form id="composer" class="composer" method="post" action="/say" autocomplete="off">
    <input type="hidden" name="as" value="${person.email}">
    <input type="hidden" name="at" value="${place.id}">
    <input type="hidden" name="request" value="${draft?.request ?? host.newId()}">
    <label for="say" class="hidden">Message to Equity Assistant</label>
    <input id="say" name="text" type="text" value="${draft?.text ?? ""}" list="sayings" placeholder="Say what happened, or type / for commands">
    <datalist id="sayings">${sayings(usableCommands(host, person)).map(saying)}</datalist>
    <button class="primary">Send</button>
    <p id="trouble" class="trouble" role="alert"></p>
  </form>`;
}

const saying = ({ text, about }: Saying): Html => html`<option value="${text}">${about ?? ""}</option>`;
