// The parts of the page: the chat, and what stands in its place when another is chosen. The address remembers which, and what it was asked.

import { make } from "./dom.js";
import { close } from "./panel.js";

const CHAT = "ask";
const views = new Map(); // name -> element; the chat is Gradio's own
const links = new Map();
const addresses = new Map(); // name -> { keys, follow }: which words of the address are its own, and what to do when they come from there
let isFollowing = false; // what is asked comes from the address: it is no new entry of the history
const kept = new Map(); // name -> [[key, value], …]: what it was asked last
export const nav = make("nav", { className: "or-views", "aria-label": "What to do" });

const query = () => new URLSearchParams(location.search);
const current = () => (views.has(query().get("view")) ? query().get("view") : CHAT);

function addressOf(name) {
  const words = query();
  for (const key of ["view", ...[...addresses.values()].flatMap(({ keys }) => keys)]) words.delete(key);
  if (name !== CHAT) words.set("view", name);
  for (const [key, value] of kept.get(name) ?? []) words.append(key, value);
  return `${location.pathname}${words.size ? `?${words}` : ""}`;
}

function draw() {
  for (const [name, link] of links) {
    link.setAttribute("href", addressOf(name));
    if (name === current()) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  for (const [name, view] of views) view.hidden = name !== current();
  document.documentElement.classList.toggle("or-away", current() !== CHAT);
  const about = kept.get(current())?.[0]?.[1];
  const part = current() === CHAT ? "" : links.get(current())?.textContent;
  document.title = [about, part, "On Record"].filter(Boolean).join(" · ");
}

function visit(address) {
  if (address !== location.pathname + location.search) history[isFollowing ? "replaceState" : "pushState"](history.state, "", address);
  draw();
}

/** Show a part of the page by name. */
export function show(name) {
  close();
  visit(addressOf(name));
  addresses.get(name)?.opened?.();
  (views.get(name)?.querySelector("[data-first]") ?? document.querySelector("#composer textarea"))?.focus();
}

/** Keep in the address what the part of the page that is shown is asked, so that it can be shared and gone back to. */
export function remember(name, asked) {
  kept.set(name, asked);
  close();
  visit(addressOf(name));
}

/** Add a part of the page; without an element it is the chat. `address` has the keys that it keeps there, and follows them. */
export function add(name, label, element = null, address = null) {
  const link = make("a", {}, label);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(name);
  });
  links.set(name, link);
  nav.append(link);
  if (address) addresses.set(name, address);
  if (element) {
    views.set(name, element);
    document.body.append(element);
  }
  follow(name);
  draw();
}

/** Let a part of the page do what the address says, unless it did so already. */
function follow(name) {
  const address = addresses.get(name);
  if (!address || name !== current()) return;
  const asked = [...query()].filter(([key]) => address.keys.includes(key));
  if (JSON.stringify(asked) === JSON.stringify(kept.get(name) ?? [])) return address.opened?.();
  kept.set(name, asked);
  isFollowing = true;
  address.follow(query());
  isFollowing = false;
}

addEventListener("popstate", () => {
  close();
  follow(current());
  draw();
});
