// The parts of the page: the chat, and what stands in its place when another is chosen. The address remembers which.

import { make } from "./dom.js";
import { close } from "./panel.js";

const CHAT = "ask";
const views = new Map(); // name -> element; the chat is Gradio's own
const links = new Map();
export const nav = make("nav", { className: "or-views", "aria-label": "What to do" });

const named = () => new URLSearchParams(location.search).get("view");
const current = () => (views.has(named()) ? named() : CHAT);

function addressOf(name) {
  const query = new URLSearchParams(location.search);
  if (name === CHAT) query.delete("view");
  else query.set("view", name);
  return `${location.pathname}${query.size ? `?${query}` : ""}`;
}

function draw() {
  for (const [name, link] of links) {
    if (name === current()) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  for (const [name, view] of views) view.hidden = name !== current();
  document.documentElement.classList.toggle("or-away", current() !== CHAT);
}

/** Show a part of the page by name. */
export function show(name) {
  close();
  if (name !== current()) history.pushState(history.state, "", addressOf(name));
  draw();
  (views.get(name)?.querySelector("[data-first]") ?? document.querySelector("#composer textarea"))?.focus();
}

/** Add a part of the page; without an element it is the chat. */
export function add(name, label, element = null) {
  const link = make("a", { href: addressOf(name) }, label);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(name);
  });
  links.set(name, link);
  nav.append(link);
  if (element) {
    views.set(name, element);
    document.body.append(element);
  }
  draw();
}

addEventListener("popstate", draw);
