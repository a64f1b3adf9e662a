// The articles of this home: a list of them, and a way to add more by dropping files or pasting text.

import { button, make, nameOf, read, visible } from "./dom.js";
import { openArticle } from "./panel.js";

const SHOWN = 200; // rows; a search narrows the rest
const maxBytes = Number(document.querySelector('meta[name="onrecord-upload-mb"]')?.content || 20) * 1e6;

let all = [];
let files = [];
const count = make("span", { className: "or-count" });
const rows = make("ul", { className: "or-rows" });
const find = make("input", { type: "search", className: "or-find", placeholder: "Find by title, outlet or date", "aria-label": "Find an article", oninput: draw });

const field = (name, label, props = {}) => {
  const input = make("input", { name, autocomplete: "off", maxLength: 500, ...props });
  return make("label", { className: "or-field" }, label, input);
};
const chooser = make("input", { type: "file", multiple: true, className: "or-vh", "aria-label": "Choose files" });
const chosen = make("p", { className: "or-chosen", hidden: true });
const drop = make(
  "label",
  { className: "or-drop" },
  chooser,
  make("b", {}, "Drop files here, or choose them"),
  make("span", {}, `.txt .md .html .pdf .docx .jsonl, up to ${maxBytes / 1e6} MB each`),
);
const paste = make("textarea", { name: "text", rows: 5, placeholder: "… or paste the text of one article", "aria-label": "Text of an article" });
const title = field("title", "Title");
const link = field("url", "Link", { type: "url", placeholder: "https://…", maxLength: 2000 });
const send = make("button", { type: "submit", className: "or-main" }, "Add");
const bar = make("progress", { className: "or-progress", hidden: true, max: 1, value: 0, "aria-label": "Progress" });
const report = make("div", { className: "or-report", role: "status" });
const form = make(
  "form",
  { className: "or-add", noValidate: true, onsubmit },
  make("h3", {}, "Add articles"),
  drop,
  chosen,
  paste,
  make("p", { className: "or-hint" }, "Fill in what you know: it counts before what the file says of itself."),
  make("div", { className: "or-fields" }, field("outlet", "Outlet"), field("published", "Published", { type: "date" }), title, link),
  make("div", { className: "or-send" }, send, bar),
  report,
);
const dialog = make(
  "dialog",
  { className: "or-library", "aria-label": "Articles" },
  make("div", { className: "or-bar" }, make("h2", {}, "Articles"), count, button("✕", "Close (Escape)", () => dialog.close())),
  make("div", { className: "or-columns" }, make("section", { className: "or-list", "aria-label": "Articles in this home" }, find, rows), form),
);
document.body.append(dialog);

/** Show the articles and the form. */
export function openLibrary() {
  if (!dialog.open) dialog.showModal();
  find.focus();
  load();
}

/** How many articles there are, told to whoever asks to be. */
export async function load(told = () => {}) {
  try {
    all = (await read("/api/articles")).articles;
    draw();
  } catch (error) {
    rows.replaceChildren(make("li", { className: "or-nothing" }, error.message));
  }
  told(all.length);
  for (const listener of listeners) listener(all.length);
}

const listeners = [];
export const onCount = (listener) => listeners.push(listener);

/** The outlets of these articles, each once. */
export const outletNames = () => [...new Set(all.map((article) => article.outlet).filter(Boolean))].sort((a, b) => a.localeCompare(b));

function draw() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  const about = (a) => [nameOf(a), a.outlet, a.published, a.source_id].join(" ").toLowerCase();
  const found = words.length ? all.filter((a) => words.every((word) => about(a).includes(word))) : all;
  found.sort((a, b) => (b.published || "").localeCompare(a.published || "") || nameOf(a).localeCompare(nameOf(b)));
  const total = all.length === 1 ? "1 article" : `${all.length.toLocaleString("en")} articles`;
  count.textContent = words.length ? `${found.length.toLocaleString("en")} of ${total}` : total;
  rows.replaceChildren(...found.slice(0, SHOWN).map(row));
  if (found.length > SHOWN) rows.append(make("li", { className: "or-nothing" }, `${(found.length - SHOWN).toLocaleString("en")} more: narrow them by the field above.`));
  if (all.length === 0) rows.append(make("li", { className: "or-nothing" }, "No articles yet. Drop files or paste a text to begin."));
  else if (found.length === 0) rows.append(make("li", { className: "or-nothing" }, "None of these articles matches."));
}

function row(article) {
  const about = `${visible(article.outlet || "outlet unknown")} · ${article.published ? article.published.slice(0, 10) : "published unknown"}`;
  const open = () => {
    dialog.close();
    openArticle(article);
  };
  return make("li", {}, make("button", { type: "button", onclick: open }, make("span", { className: "or-row-title" }, nameOf(article)), make("span", {}, about)));
}

function choose(list) {
  files = [...list];
  chosen.hidden = files.length === 0;
  chosen.replaceChildren(
    files.length === 1 ? visible(files[0].name) : `${files.length} files: ${files.slice(0, 4).map((file) => visible(file.name)).join(", ")}${files.length > 4 ? ", …" : ""}`,
    button("✕", "Choose none of them", () => choose([])),
  );
  paste.hidden = files.length > 0;
  for (const one of [title, link]) one.hidden = files.length > 1; // they name one article
  chooser.value = "";
}

async function onsubmit(event) {
  event.preventDefault();
  const given = new FormData(form);
  const known = Object.fromEntries(["outlet", "published", "title", "url"].map((name) => [name, String(given.get(name) || "").trim()]));
  if (files.length > 1) known.title = known.url = "";
  if (known.url && !/^https?:\/\/\S+$/i.test(known.url)) return tell(["A link begins with https:// or http://."]);
  const items = files.length ? files : paste.value.trim() ? [new File([paste.value], "pasted")] : [];
  if (items.length === 0) return tell(["Drop a file or paste a text first."]);
  const total = { added: 0, updated: 0, unchanged: 0, rejected: [] };
  send.disabled = true;
  bar.hidden = false;
  let home = null;
  for (const [index, file] of items.entries()) {
    tell([`${items.length > 1 ? `${index + 1} of ${items.length}: ` : ""}reading ${visible(file.name)} …`]);
    const seen = (part) => (bar.value = (index + part * 0.9) / items.length);
    try {
      if (file.size > maxBytes) throw new Error(`it is larger than ${maxBytes / 1e6} MB.`);
      const outcome = await post(file, known, seen);
      for (const name of ["added", "updated", "unchanged"]) total[name] += outcome[name];
      total.rejected.push(...outcome.rejected);
      home = outcome;
    } catch (error) {
      total.rejected.push({ source: file.name, reason: error.message });
    }
    bar.value = (index + 1) / items.length;
  }
  send.disabled = false;
  bar.hidden = true;
  const done = ["added", "updated", "unchanged"].filter((name) => total[name]).map((name) => `${total[name]} ${name}`);
  const lines = [[...done, ...(total.rejected.length ? [`${total.rejected.length} rejected`] : [])].join(", ") + "."];
  if (home) lines.push(`This home now holds ${home.articles.toLocaleString("en")} ${home.articles === 1 ? "article" : "articles"}.`);
  tell(lines, total.rejected);
  if (done.length) {
    form.reset();
    choose([]);
  }
  await load();
  document.querySelector("button.or-changed")?.click(); // Gradio's part of the page asks for its starters again
}

function tell(lines, rejected = []) {
  const why = rejected.map((r) => make("li", {}, make("b", {}, visible(r.source).split("/").pop()), r.line ? `, line ${r.line}` : "", `: ${visible(r.reason)}`));
  report.replaceChildren(make("p", {}, lines.join(" ")), why.length ? make("ul", {}, ...why) : "");
}

/** Send one file; XMLHttpRequest, since fetch does not tell how much has gone. */
function post(file, known, seen) {
  const query = new URLSearchParams(Object.entries({ name: file.name, ...known }).filter(([, value]) => value));
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/articles?${query}`);
    request.responseType = "json";
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => event.lengthComputable && seen(event.loaded / event.total);
    request.onerror = () => failed(new Error("it could not be sent."));
    request.onload = () => {
      const error = request.response?.error;
      if (request.status === 200) done(request.response);
      else failed(new Error(error ? `${error.message} ${error.remedy}` : "the server did not take it."));
    };
    request.send(file);
  });
}

chooser.addEventListener("change", () => choose(chooser.files));
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  drop.classList.add("or-over");
  if (!dialog.open) openLibrary();
});
document.addEventListener("dragleave", (event) => event.relatedTarget === null && drop.classList.remove("or-over"));
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  drop.classList.remove("or-over");
  choose(event.dataTransfer.files);
});
