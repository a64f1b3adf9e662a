// Two parts of the page that check words: a draft, sentence by sentence, and a quotation's printed forms. A draft stays in this tab alone.

import { button, make, visible } from "./dom.js";
import { desk, json, outcome } from "./outcome.js";
import { outlets, picker } from "./picker.js";
import { remember } from "./views.js";

const FORMATS = [".txt", ".md", ".docx"];

// A draft

let file = null;
const text = make("textarea", { rows: 9, placeholder: "Paste your draft here …", "aria-label": "Your draft", autocomplete: "off", spellcheck: false, "data-first": "" });
const chooser = make("input", { type: "file", accept: FORMATS.join(), className: "or-vh", "aria-label": "Choose a file" });
const drop = make("label", { className: "or-drop" }, chooser, make("span", {}, make("b", {}, "or drop a file here, or choose one"), ` ${FORMATS.join(" ")}`));
const chosen = make("p", { className: "or-chosen", hidden: true });
const own = picker("Leave out an outlet", { placeholder: "Your own, for one", taken: (name) => `Let ${name} count again`, suggest: outlets });
const checked = outcome();
const form = make(
  "form",
  { className: "or-form", noValidate: true, autocomplete: "off", onsubmit: check },
  text,
  chosen,
  drop,
  make("div", { className: "or-row" }, own.field, ...own.parts, make("button", { type: "submit", className: "or-main" }, "Check")),
);
export const draftView = desk(
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

function check(event) {
  event.preventDefault();
  const leftOut = own.names();
  if (!file && !text.value.trim()) {
    checked.tell("Paste a draft or choose a file first.");
    return text.focus();
  }
  // Of the file's name only the ending is sent, which tells the format.
  const ending = file ? /\.[^.]*$/.exec(file.name)?.[0] ?? ".txt" : ".md"; // pasted text may be Markdown
  const query = new URLSearchParams([["name", `draft${ending}`], ...leftOut.map((name) => ["exclude_outlet", name])]);
  checked.ask("Comparing each sentence with the articles", `/api/check?${query}`, { body: file ?? text.value, headers: { "content-type": "application/octet-stream" } });
}

chooser.addEventListener("change", () => choose(chooser.files));
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
  const words = event.target.closest("button.or-look-up")?.value;
  if (!words) return;
  quoted.value = words;
  find(); // one step of the history: the draft is one step back
});

// A quotation

const quoted = make("input", { type: "search", placeholder: "“… words of the quotation …”", "aria-label": "Words of the quotation", maxLength: 2000, autocomplete: "off", "data-first": "" });
const forms = outcome();
export const quoteView = desk(
  "Find a quotation",
  "Every form in which its words are printed here, the earliest first, and those that come close, with what differs.",
  make("form", { className: "or-form or-line", onsubmit: find }, quoted, make("button", { type: "submit", className: "or-main" }, "Find")),
  forms.status,
  forms.element,
);

function find(event) {
  event?.preventDefault();
  const words = quoted.value.trim();
  if (!words) {
    forms.tell("Write some of its words first.");
    return quoted.focus();
  }
  remember("quote", [["words", words]]);
  forms.ask("Looking through the articles", "/api/quote", json({ words }));
}

/** The words of the address: looked for, or none. */
export const quoteAddress = {
  keys: ["words"],
  follow(query) {
    quoted.value = query.get("words") ?? "";
    if (quoted.value.trim()) find();
    else forms.clear();
  },
};
