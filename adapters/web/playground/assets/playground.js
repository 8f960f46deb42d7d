// What the page does beyond links and forms, which all work without this file: answers appear in place, the home page
// follows what others write, the message box completes. Markup comes from the server, where every word is escaped.

import { completeMessages } from "./completion.js";

const log = document.getElementById("log");
const composer = document.getElementById("composer");
const box = document.getElementById("say");
const trouble = document.getElementById("trouble");
const chooser = document.getElementById("chooser");

if (log && composer && box) {
  document.addEventListener("submit", send);
  document.addEventListener("click", takeExample);
  document.addEventListener("change", (event) => readSheet(event.target, event.target.files?.[0]));
  dropSheets();
  // On a phone the list would stand between a person and the conversation.
  document.getElementById("commands").open = matchMedia("(min-width: 48rem)").matches;
  followChooser();
  followOthers();
  completeMessages(box, document.getElementById("sayings"), chooser.elements.as);
  log.scrollTop = log.scrollHeight;
}

/** Posts a form of the conversation and shows what came of it; the same press waits for its answer. */
async function send(event) {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  if (form.dataset.sending) return;
  if (form === composer && box.value.trim() === "") return box.focus();
  form.dataset.sending = "yes";
  mark(form, true);
  const answer = await post(form, event.submitter);
  mark(form, false);
  delete form.dataset.sending;
  if (answer) show(answer, form);
}

function mark(form, sending) {
  for (const button of form.querySelectorAll("button")) button.ariaDisabled = sending ? "true" : null;
}

/** The answer, or nothing when there was none: then everything typed stays, and so does its request. */
async function post(form, submitter) {
  trouble.textContent = "";
  try {
    const encoded = form.enctype === "multipart/form-data";
    const data = new FormData(form, submitter);
    const body = encoded ? data : new URLSearchParams(data);
    const response = await fetch(form.getAttribute("action"), {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    if (response.ok) return await response.json();
    tell(
      response.headers.get("content-type")?.startsWith("text/plain")
        ? await response.text()
        : "Something broke on our side and nothing was saved. What you typed is kept: try again in a minute.",
    );
  } catch {
    tell("The playground does not answer. Is it still running? What you typed is kept: try again.");
  }
}

function tell(words) {
  trouble.textContent = words;
  trouble.scrollIntoView({ block: "nearest" });
}

function show(answer, form) {
  const fromHome = form.closest("#home") !== null;
  const shown = answer.exchanges.map(place);
  if (!answer.failed) form.elements.request.value = answer.request;
  if (form === composer && !answer.failed) box.value = "";
  if (answer.clock !== undefined) {
    document.getElementById("clock-news").textContent = answer.clock;
    showTime(answer.now);
    lookAtHome();
  }
  const latest = shown.at(-1);
  if (!latest) return;
  moveFocus(latest, fromHome);
  latest.scrollIntoView({ block: latest.offsetHeight > log.clientHeight ? "start" : "nearest" });
  if (!answer.failed) lookAtHome();
}

/** A new exchange stands at the end; one that changed stays where it is. */
function place({ id, html, last }) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const exchange = holder.content.firstElementChild;
  const before = document.getElementById(id);
  if (before && !last) before.replaceWith(exchange);
  else {
    before?.remove();
    log.append(exchange);
  }
  return exchange;
}

/** To what must be looked at again, else to a form that opened, else to the answer when what was pressed is gone. */
function moveFocus(exchange, fromHome) {
  const wrong = exchange.querySelector('[aria-invalid="true"]');
  const first = exchange.querySelector(".field input, .field select, .field textarea");
  const lost = document.activeElement === null || document.activeElement === document.body;
  const next = wrong ?? first ?? (lost || fromHome ? exchange : null);
  next?.focus({ preventScroll: true });
}

/** An example is put into the message box, to be looked at before it is sent. */
function takeExample(event) {
  const words = event.target.closest?.("[data-say]")?.dataset.say;
  if (words === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  box.value = words;
  box.focus();
  box.setSelectionRange(words.length, words.length);
}

/** A chosen or dropped sheet is shown as text before anything is sent. */
async function readSheet(input, file) {
  const area = document.getElementById(input?.dataset?.into ?? "");
  if (!area || !file) return;
  if (file.size > 200_000) return tell(`${file.name} is larger than 200 KB. Send it in parts.`);
  const bytes = await file.arrayBuffer();
  // A workbook is no text: it stays in its box and is read where it is sent.
  if (new TextDecoder("latin1").decode(bytes.slice(0, 2)) === "PK") {
    const held = new DataTransfer();
    held.items.add(file);
    input.files = held.files;
    return tell(`${file.name} is read when you send the form.`);
  }
  area.value = decode(bytes).replace(/^\uFEFF/, "");
  input.value = "";
  area.focus();
}

/** UTF-8, what Excel calls Unicode text, or what Windows calls a CSV. */
function decode(bytes) {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function dropSheets() {
  const fieldOf = (event) => event.target.closest?.(".field.sheet");
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const field = fieldOf(event);
      if (!field) return;
      event.preventDefault();
      field.querySelector(".drop").classList.toggle("over", name === "dragover");
      if (name === "drop") void readSheet(field.querySelector('input[type="file"]'), event.dataTransfer.files[0]);
    });
  }
}

/** The page follows the choice of person and place; focus comes back to where it was made. */
function followChooser() {
  chooser.querySelector("button").hidden = true;
  chooser.addEventListener("change", (event) => {
    sessionStorage.setItem("chosen", event.target.id);
    chooser.submit();
  });
  document.getElementById(sessionStorage.getItem("chosen") ?? "")?.focus();
  sessionStorage.removeItem("chosen");
}

/** Whoever writes anything anywhere: this page looks again. Hidden pages rest, and look when they are seen. */
function followOthers() {
  let source;
  const listen = () => {
    source?.close();
    source = undefined;
    if (document.hidden) return;
    source = new EventSource("/events");
    source.addEventListener("change", lookAtHome);
    source.addEventListener("error", () => source?.readyState === EventSource.CLOSED && setTimeout(listen, 15_000));
  };
  document.addEventListener("visibilitychange", () => {
    listen();
    if (!document.hidden) lookAtHome();
  });
  listen();
}

/**
 * Messages that nobody asked for stand at the end; who reads there sees them come, who scrolled up is left alone. One that
 * says something else by now is changed where it stands.
 */
function receive(messages) {
  const fresh = messages.filter(({ id }) => !document.getElementById(id));
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  for (const message of messages) if (!fresh.includes(message)) rewrite(message);
  for (const message of fresh) place(message);
  if (fresh.length > 0 && atEnd) log.scrollTop = log.scrollHeight;
}

function rewrite(message) {
  const before = document.getElementById(message.id);
  const after = document.createElement("div");
  after.innerHTML = message.html;
  if (after.textContent === before.textContent) return;
  const focused = [...before.querySelectorAll("button")].indexOf(document.activeElement);
  place(message).querySelectorAll("button")[focused]?.focus();
}

function showTime(now) {
  document.getElementById("now").textContent = now;
}

let waiting;

function lookAtHome() {
  clearTimeout(waiting);
  waiting = setTimeout(readHome, 250);
}

async function readHome() {
  const home = document.getElementById("home");
  const query = new URLSearchParams(new FormData(chooser));
  const response = await fetch(`/home?${query}`).catch(() => undefined);
  if (!response?.ok) return;
  const { html, now, messages } = await response.json();
  receive(messages);
  showTime(now);
  const fresh = document.createElement("div");
  fresh.innerHTML = html;
  if (fresh.textContent === home.textContent) return;
  const focused = [...home.querySelectorAll("button")].indexOf(document.activeElement);
  home.replaceChildren(...fresh.childNodes);
  home.querySelectorAll("button")[focused]?.focus();
  document.getElementById("home-news").textContent = `Updated ${now}`;
}
