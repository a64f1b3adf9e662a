// A report that the server writes as HTML, in which every word from outside is escaped: asked for, waited for, shown, or failed.

import { make } from "./dom.js";

/** What the server replies to a body, or an error whose message is the server's own words. */
export async function post(path, init, accept, signal) {
  const reply = await fetch(path, { method: "POST", ...init, signal, headers: { ...init.headers, accept } });
  if (!reply.ok) {
    const { error } = await reply.json().catch(() => ({}));
    throw new Error(error ? `${error.message} ${error.remedy}` : "The server did not answer.");
  }
  return reply.text();
}

/** A body of JSON, as fetch takes it. */
export const json = (value) => ({ body: JSON.stringify(value), headers: { "content-type": "application/json" } });

/** What to say of an error of ours, or of the browser's. */
export const wordsOf = (error) => (error.name === "TypeError" ? "The server did not answer." : error.message);

/** Where a report goes, and how one is asked for: the last one wins. */
export function outcome() {
  const element = make("section", { className: "or-result", "aria-label": "Report" });
  const status = make("p", { className: "or-status", role: "status" });
  let under = null;
  const clear = () => {
    under?.abort();
    under = null;
    element.replaceChildren();
    status.replaceChildren();
  };
  const ask = async (waiting, path, init) => {
    clear();
    const mine = (under = new AbortController());
    status.replaceChildren(waiting, make("span", { className: "or-dots" }));
    try {
      const found = await post(path, init, "text/html", mine.signal);
      if (mine !== under) return;
      status.replaceChildren();
      element.replaceChildren(...new DOMParser().parseFromString(found, "text/html").body.childNodes);
      const head = element.querySelector(".or-outcome");
      head?.focus({ preventScroll: true });
      head?.scrollIntoView({ block: "start" });
    } catch (error) {
      if (mine === under) tell(wordsOf(error));
    }
  };
  const tell = (problem) => {
    clear();
    status.replaceChildren(make("span", { className: "or-failed" }, problem));
  };
  // Buttons that show only what was found to be one thing.
  element.addEventListener("click", (event) => {
    const only = event.target.closest("button.or-only");
    if (!only) return;
    const pressed = only.getAttribute("aria-pressed") === "true";
    for (const other of element.querySelectorAll("button.or-only")) other.setAttribute("aria-pressed", String(other === only && !pressed));
    for (const one of element.querySelectorAll(".or-checked, .or-position")) one.hidden = !pressed && !one.classList.contains(`or-${only.value}`);
  });
  return { element, status, ask, tell, clear };
}

/** A part of the page: its title, what it does in a sentence, and what stands in it. */
export const desk = (title, says, ...content) =>
  make("main", { className: "or-desk", hidden: true }, make("div", { className: "or-column" }, make("h2", {}, title), make("p", { className: "or-says" }, says), ...content));
