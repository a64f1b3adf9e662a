// What the page has beside the chat: its head, the copy button, and names that a screen reader can say.

import { draftView, quoteAddress, quoteView } from "./checks.js";
import { make } from "./dom.js";
import { load, onCount, openLibrary } from "./library.js";
import "./panel.js";
import { positionsAddress, positionsView } from "./positions.js";
import { addReports } from "./reports.js";
import "./timeline.js";
import { add, nav } from "./views.js";

add("ask", "Ask");
add("positions", "Positions", positionsView, positionsAddress);
add("check", "Check a draft", draftView);
add("quote", "Find a quotation", quoteView, quoteAddress);
addReports();

const articles = make("button", { type: "button", onclick: openLibrary }, "Articles");
const fresh = make("button", { type: "button", onclick: () => document.querySelector("button.or-fresh")?.click() }, "New", make("span", { className: "or-long" }, " conversation"));
fresh.className = "or-anew";
document.body.prepend(
  make(
    "header",
    { className: "or-masthead" },
    make("h1", {}, "On Record"),
    nav,
    make("div", { className: "or-actions" }, fresh, articles),
  ),
);
onCount((n) => articles.replaceChildren("Articles", make("span", { className: "or-badge" }, n.toLocaleString("en"))));
load();

const words = new Map(); // a copy button's own label, while it says something else
document.addEventListener("click", async (event) => {
  const copy = event.target.closest?.("button.or-copy");
  const card = copy?.parentElement.querySelector(".or-card")?.textContent;
  if (!card) return;
  const done = await put(card);
  if (!words.has(copy)) words.set(copy, copy.textContent);
  copy.textContent = done ? "Copied, with its sources" : "The browser did not allow it";
  setTimeout(() => {
    copy.textContent = words.get(copy) ?? copy.textContent;
    words.delete(copy);
  }, 2000);
});

async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make("textarea", { value: text, className: "or-vh" }); // where the page is not on a secure address
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

// Gradio labels each part with its raw markup, which a screen reader would spell out; the part's own text says it better.
// Its buttons beside the question have no name at all.
const NAMES = { ".submit-button": "Ask", ".stop-button": "Stop" };
const relabel = (root) => {
  for (const [selector, name] of Object.entries(NAMES)) {
    for (const unnamed of root.querySelectorAll?.(`${selector}:not([aria-label])`) ?? []) unnamed.setAttribute("aria-label", name);
  }
  for (const list of root.querySelectorAll?.('.examples[role="list"]') ?? []) list.setAttribute("role", "group"); // it holds buttons
  for (const part of root.querySelectorAll?.('[aria-label*="message:"]') ?? []) part.removeAttribute("aria-label");
  for (const asked of root.querySelectorAll?.(".user-row .message-content:not([role])") ?? []) {
    asked.setAttribute("role", "heading"); // by which a reader of the screen goes from question to question
    asked.setAttribute("aria-level", "2");
  }
};
let toTheTop = false; // a question was just asked: its answer is read from the beginning
new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "attributes") {
      if (change.target.getAttribute("aria-label")?.includes("message:")) change.target.removeAttribute("aria-label");
    } else change.addedNodes.forEach((node) => node.nodeType === 1 && relabel(node.parentElement ?? node));
    if ([...change.addedNodes].some((node) => node.classList?.contains("user-row"))) toTheTop = true;
  }
  if (!toTheTop) return;
  toTheTop = false;
  requestAnimationFrame(() => [...document.querySelectorAll(".user-row")].pop()?.scrollIntoView({ block: "start" }));
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label"] });
relabel(document.body);
