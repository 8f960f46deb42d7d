// The message box as a combobox (WAI-ARIA APG): arrows choose, Enter or Tab takes, Escape closes, Enter alone sends.

const MOST_SHOWN = 8;

/** Completes commands and examples from a list, and people after an @. */
export function completeMessages(box, list, people) {
  const sayings = [...list.options].map((option) => ({ text: option.value, about: option.textContent }));
  const persons = [...people.options].map((option) => ({ text: handleOf(option.value), about: option.textContent }));
  box.removeAttribute("list");
  const choices = addChoices(box);
  const state = { found: [], at: -1 };
  const open = (found) => show(box, choices, state, found);
  const close = () => open([]);
  box.addEventListener("input", () => open(fitting(box, sayings, persons)));
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  box.addEventListener("keydown", (event) => press(event, box, choices, state, { open, close, sayings }));
  // Before the box loses its focus to the click.
  choices.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const chosen = [...choices.children].indexOf(event.target.closest("li"));
    if (chosen >= 0) take(box, state.found[chosen], close);
  });
}

const handleOf = (email) => `@${email.split("@")[0]}`;

function addChoices(box) {
  const choices = document.createElement("ul");
  choices.id = "choices";
  choices.className = "choices";
  choices.setAttribute("role", "listbox");
  choices.setAttribute("aria-label", "Completions");
  choices.hidden = true;
  box.after(choices);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "choices");
  box.setAttribute("aria-expanded", "false");
  return choices;
}

/** What goes on from what is typed: a name after an @, else whatever begins so, else whatever has all its words. */
function fitting(box, sayings, persons) {
  const typed = box.value.slice(0, box.selectionStart ?? box.value.length);
  const handle = /(?:^|\s)(@[\p{L}\d._-]*)$/u.exec(typed)?.[1];
  if (handle !== undefined) {
    const wanted = handle.slice(1).toLowerCase();
    return persons
      .filter(({ text, about }) => `${text} ${about}`.toLowerCase().includes(wanted))
      .map((person) => ({ ...person, replaces: handle.length }))
      .slice(0, MOST_SHOWN);
  }
  const wanted = typed.toLowerCase().trimStart();
  if (!wanted.startsWith("/")) return [];
  const words = wanted.slice(1).split(/\s+/);
  const begins = sayings.filter(({ text }) => text.toLowerCase().startsWith(wanted));
  const has = sayings.filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
  return [...new Set([...begins, ...has])].filter(({ text }) => text.toLowerCase() !== wanted).slice(0, MOST_SHOWN);
}

function show(box, choices, state, found) {
  state.found = found;
  state.at = -1;
  choices.replaceChildren(...found.map(choice));
  choices.hidden = found.length === 0;
  box.setAttribute("aria-expanded", String(found.length > 0));
  box.removeAttribute("aria-activedescendant");
}

function choice({ text, about }, index) {
  const item = document.createElement("li");
  item.id = `choice-${index}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.append(text);
  if (about) {
    const small = document.createElement("small");
    small.textContent = about;
    item.append(small);
  }
  return item;
}

function press(event, box, choices, state, { open, close, sayings }) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const chosen = state.found[state.at];
  if (event.key === "Escape") close();
  if (step && box.value === "" && choices.hidden) open(sayings.slice(0, MOST_SHOWN));
  if (step) move(box, choices, state, step);
  if (step || (chosen && event.key === "Enter")) event.preventDefault();
  if (chosen && takes(event)) take(box, chosen, close);
}

const takes = ({ key, shiftKey }) => key === "Enter" || (key === "Tab" && !shiftKey);

/** Round the list, past its ends. */
function move(box, choices, state, step) {
  const count = state.found.length;
  if (count === 0) return;
  state.at = state.at < 0 && step < 0 ? count - 1 : (state.at + step + count) % count;
  const active = choices.children[state.at];
  for (const item of choices.children) item.setAttribute("aria-selected", String(item === active));
  box.setAttribute("aria-activedescendant", active.id);
  active.scrollIntoView({ block: "nearest" });
}

function take(box, { text, replaces }, close) {
  const end = box.selectionStart ?? box.value.length;
  const before = replaces === undefined ? "" : box.value.slice(0, end - replaces);
  const after = replaces === undefined ? "" : box.value.slice(end);
  box.value = `${before}${text} ${after.trimStart()}`;
  const caret = before.length + text.length + 1;
  box.setSelectionRange(caret, caret);
  box.focus();
  close();
}
