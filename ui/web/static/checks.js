// Two parts of the page that check words: a draft, sentence by sentence, and a quotation's printed forms.
// The server writes their reports as HTML in which every word from outside is escaped. A draft stays in this tab alone.

import { button, make, read, visible } from "./dom.js";
import { show } from "./views.js";

const FORMATS = [".txt", ".md", ".docx"];

/** A report that the server wrote, or an error whose message is the server's own words. */
async function report(path, init, signal) {
  const reply = await fetch(path, { method: "POST", ...init, signal, headers: { ...init.headers, accept: "text/html" } });
  if (!reply.ok) {
    const { error } = await reply.json().catch(() => ({}));
    throw new Error(error ? `${error.message} ${error.remedy}` : "The server did not answer.");
  }
  return [...new DOMParser().parseFromString(await reply.text(), "text/html").body.childNodes];
}

/** Where a report goes, and how one is asked for: the last one wins. */
function outcome() {
  const element = make("section", { className: "or-result", "aria-label": "Report" });
  const status = make("p", { className: "or-status", role: "status" });
  let under = null;
  const ask = async (waiting, path, init) => {
    under?.abort();
    const mine = (under = new AbortController());
    element.replaceChildren();
    status.replaceChildren(waiting, make("span", { className: "or-dots" }));
    try {
      const found = await report(path, init, mine.signal);
      if (mine !== under) return;
      status.replaceChildren();
      element.replaceChildren(...found);
      const head = element.querySelector(".or-outcome");
      head?.focus({ preventScroll: true });
      head?.scrollIntoView({ block: "start" });
    } catch (error) {
      if (mine === under) tell(error.name === "TypeError" ? "The server did not answer." : error.message);
    }
  };
  const tell = (problem) => {
    element.replaceChildren();
    status.replaceChildren(make("span", { className: "or-failed" }, problem));
  };
  return { element, status, ask, tell };
}

const view = (title, says, ...content) =>
  make("main", { className: "or-desk", hidden: true }, make("div", { className: "or-column" }, make("h2", {}, title), make("p", { className: "or-says" }, says), ...content));

// A draft

let file = null;
const own = new Set(); // outlets that do not count
const text = make("textarea", { rows: 9, placeholder: "Paste your draft here …", "aria-label": "Your draft", autocomplete: "off", spellcheck: false, "data-first": "" });
const chooser = make("input", { type: "file", accept: FORMATS.join(), className: "or-vh", "aria-label": "Choose a file" });
const drop = make("label", { className: "or-drop" }, chooser, make("span", {}, make("b", {}, "or drop a file here, or choose one"), ` ${FORMATS.join(" ")}`));
const chosen = make("p", { className: "or-chosen", hidden: true });
const outlets = make("datalist", { id: "or-outlets" });
const outlet = make("input", { type: "text", placeholder: "An outlet, your own for one", "aria-label": "Leave out an outlet", autocomplete: "off" });
outlet.setAttribute("list", "or-outlets");
const left = make("span", { className: "or-chips" });
const checked = outcome();
const form = make(
  "form",
  { className: "or-form", noValidate: true, autocomplete: "off", onsubmit: check },
  text,
  chosen,
  drop,
  make("div", { className: "or-row" }, make("label", { className: "or-field" }, "Leave out", outlet), left, make("button", { type: "submit", className: "or-main" }, "Check")),
  outlets,
);
export const draftView = view(
  "Check a draft",
  "Each sentence is compared with the articles here: in the source, differs, weak, or no source. The draft is not stored and goes to no model.",
  form,
  checked.status,
  checked.element,
);

function choose(list) {
  file = list[0] ?? null;
  chosen.hidden = file === null;
  text.hidden = drop.hidden = file !== null;
  chosen.replaceChildren(file ? visible(file.name) : "", button("✕", "Choose another draft", () => choose([])));
  chooser.value = "";
}

function leaveOut(name) {
  if (!name) return;
  own.add(name);
  outlet.value = "";
  drawLeftOut();
}

function drawLeftOut() {
  const chip = (name) =>
    make("span", { className: "or-chip" }, visible(name), button("✕", `Let ${visible(name)} count again`, () => (own.delete(name), drawLeftOut(), outlet.focus())));
  left.replaceChildren(...[...own].map(chip));
}

async function known() {
  if (outlets.childElementCount) return;
  const { articles } = await read("/api/articles").catch(() => ({ articles: [] }));
  const names = [...new Set(articles.map((article) => article.outlet).filter(Boolean))].sort((a, b) => a.localeCompare(b));
  outlets.replaceChildren(...names.map((value) => make("option", { value })));
}

function check(event) {
  event.preventDefault();
  leaveOut(outlet.value.trim());
  if (!file && !text.value.trim()) {
    checked.tell("Paste a draft or choose a file first.");
    return text.focus();
  }
  // Of the file's name only the ending is sent, which tells the format.
  const ending = file ? /\.[^.]*$/.exec(file.name)?.[0] ?? ".txt" : ".md"; // pasted text may be Markdown
  const query = new URLSearchParams([["name", `draft${ending}`], ...[...own].map((name) => ["exclude_outlet", name])]);
  checked.ask("Comparing each sentence with the articles", `/api/check?${query}`, { body: file ?? text.value, headers: { "content-type": "application/octet-stream" } });
}

chooser.addEventListener("change", () => choose(chooser.files));
outlet.addEventListener("focus", known);
outlet.addEventListener("input", () => [...outlets.options].some((option) => option.value === outlet.value) && leaveOut(outlet.value));
outlet.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !outlet.value.trim()) return;
  event.preventDefault();
  leaveOut(outlet.value.trim());
});
for (const type of ["dragover", "dragleave", "drop"]) {
  draftView.addEventListener(type, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.stopPropagation(); // elsewhere on the page a dropped file is an article
    drop.classList.toggle("or-over", type === "dragover");
    if (type === "drop") choose(event.dataTransfer.files);
  });
}
checked.element.addEventListener("click", (event) => {
  const only = event.target.closest("button.or-only");
  if (only) {
    const pressed = only.getAttribute("aria-pressed") === "true";
    for (const other of checked.element.querySelectorAll("button.or-only")) other.setAttribute("aria-pressed", String(other === only && !pressed));
    for (const sentence of checked.element.querySelectorAll(".or-checked")) sentence.hidden = !pressed && !sentence.classList.contains(`or-is-${only.value}`);
  }
  const words = event.target.closest("button.or-look-up")?.value;
  if (words) {
    show("quote");
    quoted.value = words;
    find();
  }
});

// A quotation

const quoted = make("input", { type: "search", placeholder: "“… words of the quotation …”", "aria-label": "Words of the quotation", maxLength: 2000, autocomplete: "off", "data-first": "" });
const forms = outcome();
export const quoteView = view(
  "Find a quotation",
  "Every form in which its words are printed here, the earliest first, and those that come close, with what differs.",
  make("form", { className: "or-form or-line", onsubmit: find }, quoted, make("button", { type: "submit", className: "or-main" }, "Find")),
  forms.status,
  forms.element,
);

function find(event) {
  event?.preventDefault();
  if (!quoted.value.trim()) return quoted.focus();
  forms.ask("Looking through the articles", "/api/quote", { body: JSON.stringify({ words: quoted.value }), headers: { "content-type": "application/json" } });
}
