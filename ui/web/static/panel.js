// The article beside the answer: the cited sentence marked and in view. Gradio never touches this dialog.

import { button, make, nameOf, read, visible } from "./dom.js";

const narrow = matchMedia("(max-width: 860px)");
const dialog = make("dialog", { className: "or-panel" });
const titleId = "or-panel-title";
const LONG_TITLE = 110; // characters, beyond which it is set smaller to leave room for the text
dialog.setAttribute("aria-labelledby", titleId);
document.body.append(dialog);

let now = null; // { href, place, hrefs, noun, from }: what is open, the places of the same answer, what they are to it, and the link that opened it
let asked = 0; // requests so far: a late reply does not replace a newer one

/** "#s=ARTICLE/VERSION/START-END" as a place, or null. A version or a range may be missing. */
function placeOf(href) {
  const found = /^#s=([^/]+)(?:\/([^/]*)(?:\/(\d+)-(\d+))?)?$/.exec(href || "");
  if (!found) return null;
  try {
    return {
      id: decodeURIComponent(found[1]),
      version: decodeURIComponent(found[2] || ""),
      start: found[3] === undefined ? -1 : Number(found[3]),
      end: found[4] === undefined ? -1 : Number(found[4]),
    };
  } catch {
    return null;
  }
}

const hrefOf = (link) => link.getAttribute("href");
const citations = () => [...document.querySelectorAll("a.or-cite")];
const answerOf = (link) => link.closest(".bot, .or-result") ?? link.parentElement;
const partOf = (link) => ["svg", ".or-foot"].find((part) => link.closest(part)) ?? ""; // an answer's picture, its sources, or its words

/** What is known of a link that a redraw may take from the page. */
const kept = (link) => link && { link, answer: answerOf(link), part: partOf(link) };

/** The link to a place that can be seen: the one from which the panel was opened, else one like it in the same answer, else any. */
function linkTo(href, from) {
  const there = citations().filter((link) => hrefOf(link) === href && link.getClientRects().length);
  const beside = there.filter((link) => answerOf(link) === from?.answer);
  return there.find((link) => link === from?.link) ?? beside.find((link) => partOf(link) === from.part) ?? beside[0] ?? there.pop();
}

/** Open the place that a citation names. */
export async function open(href, link = linkTo(href)) {
  const place = placeOf(href);
  if (!place) return;
  const hrefs = link ? [...new Set([...answerOf(link).querySelectorAll("a.or-cite")].map(hrefOf))] : [href];
  const ticket = ++asked;
  const address = `/api/articles/${encodeURIComponent(place.id)}${place.version ? `?version=${encodeURIComponent(place.version)}` : ""}`;
  now = { href, place, hrefs, noun: link?.classList.contains("or-near") ? "Nearest" : "Source", from: kept(link) };
  const waiting = setTimeout(() => ticket === asked && show([make("p", { className: "or-panel-note" }, "Opening the article…")]), 150);
  try {
    const article = await read(address);
    if (ticket === asked) show(drawn(article, place, link));
  } catch (error) {
    if (ticket === asked) show([make("p", { className: "or-panel-note" }, error.message)]);
  } finally {
    clearTimeout(waiting);
  }
}

/** Open an article from its beginning. */
export const openArticle = (article) => open(`#s=${encodeURIComponent(article.article_id)}/${encodeURIComponent(article.version)}`, null);

function show(content) {
  dialog.replaceChildren(bar(), ...content);
  for (const link of citations()) link.classList.toggle("or-on", hrefOf(link) === now.href);
  if (!dialog.open) {
    if (narrow.matches) dialog.showModal();
    else dialog.show();
    document.documentElement.classList.add("or-beside");
  }
  const mark = dialog.querySelector("mark.or-on");
  mark?.scrollIntoView({ block: "center" });
  (mark ?? dialog.querySelector("h2") ?? dialog).focus({ preventScroll: true });
  history.replaceState(history.state, "", location.pathname + location.search + now.href);
}

function bar() {
  const here = now.hrefs.indexOf(now.href);
  const back = button("←", "Previous source (p)", () => step(-1));
  const on = button("→", "Next source (n)", () => step(1));
  back.disabled = here <= 0;
  on.disabled = here < 0 || here >= now.hrefs.length - 1;
  const cited = now.place.start >= 0;
  const count = make("output", {}, cited && now.hrefs.length > 1 ? `${now.noun} ${here + 1} of ${now.hrefs.length}` : cited ? now.noun : "Article");
  return make("nav", { className: "or-bar" }, ...(cited && now.hrefs.length > 1 ? [back, on] : []), count, button("✕", "Close (Escape)", close));
}

function drawn(article, place, link) {
  const same = citations().filter((other) => hrefOf(other) === now.href); // a mark in a picture does not say who speaks
  const who = [link, ...same].map((one) => one?.querySelector(".or-who")?.textContent).find(Boolean);
  const superseded = article.superseded
    ? make(
        "p",
        { className: "or-panel-superseded" },
        "A later version of this article has replaced this one. ",
        make("button", { type: "button", onclick: () => open(`#s=${encodeURIComponent(article.article_id)}`, null) }, "Open the later version"),
      )
    : null;
  const facts = make("dl", { className: "or-facts" });
  const add = (name, value) => facts.append(make("div", {}, make("dt", {}, name), make("dd", { className: value ? "" : "or-unknown" }, value ? visible(value) : "unknown")));
  add("Outlet", article.outlet);
  add("Published", article.published?.slice(0, 10));
  add("Author", article.author);
  add("Kind", article.kind === "unknown" ? null : article.kind.replace("_", " "));
  if (place.start >= 0) add("Speaker", who && who !== "speaker unknown" ? who.replace(/^speaker unknown, /, "unknown, ") : null);
  const [body, words] = text(article, place);
  return [
    make("div", { className: "or-about" }, make("h2", { id: titleId, tabIndex: -1, className: nameOf(article).length > LONG_TITLE ? "or-long-title" : "" }, nameOf(article)), facts, publisher(article.url, words), copies([link, ...same]), superseded),
    body,
  ];
}

/** Which copies of the article have the cited words too, each a way into it. */
function copies(links) {
  const named = links.find((one) => one?.querySelector(".or-reprints"))?.querySelectorAll(".or-reprints > span") ?? [];
  const openings = [...named].flatMap((copy, n) => [n ? "; " : "", make("button", { type: "button", onclick: () => open(copy.title, null) }, copy.textContent)]);
  return named.length ? make("p", { className: "or-also-printed" }, "Also printed by ", ...openings) : null;
}

/** The text in paragraphs, the cited sentence marked; also that sentence's words. Offsets count code points, JavaScript's UTF-16 units. */
function text(article, place) {
  const all = [...article.text];
  const cut = (start, end) => visible(all.slice(start, end).join(""));
  const others = now.hrefs.map(placeOf).filter((p) => p && p.id === article.article_id && p.version === article.version);
  const meets = (p, s) => s.start < p.end && s.end > p.start;
  const body = make("div", { className: "or-text", tabIndex: 0, role: "region", "aria-label": "Text of the article" });
  let paragraph = null;
  let at = 0;
  let words = "";
  for (const sentence of article.sentences) {
    const gap = cut(at, sentence.start);
    if (!paragraph || /[\n\r\u0085\u2028\u2029]/.test(gap)) {
      paragraph = make("p", { className: `or-role-${sentence.role}` });
      body.append(paragraph);
    } else paragraph.append(gap);
    at = sentence.end;
    const shown = cut(sentence.start, sentence.end);
    if (meets(place, sentence)) {
      paragraph.append(make("mark", { className: "or-on", tabIndex: -1 }, shown));
      words += `${words && " "}${shown}`;
    } else if (others.some((p) => meets(p, sentence))) paragraph.append(make("mark", {}, shown));
    else paragraph.append(shown);
  }
  if (article.sentences.length === 0) body.append(make("p", {}, visible(article.text)));
  return [body, words];
}

/** A link to the publisher that scrolls to the same words, where the browser knows how; http and https only. */
function publisher(url, words) {
  if (!/^https?:\/\//i.test(url || "")) return make("p", { className: "or-panel-note" }, "No link to the publisher is known.");
  const encoded = (some) => encodeURIComponent(some).replace(/-/g, "%2D");
  const list = words.replace(/^["“”‘’«»'\s]+|["“”‘’«»'\s]+$/g, "").split(/\s+/);
  const range = list.length > 12 ? `${encoded(list.slice(0, 5).join(" "))},${encoded(list.slice(-5).join(" "))}` : encoded(list.join(" "));
  const href = url.split("#")[0] + (words ? `#:~:text=${range}` : "");
  return make("p", { className: "or-publisher" }, make("a", { href, target: "_blank", rel: "noopener noreferrer" }, "Open at the publisher ↗"));
}

function step(by) {
  const next = now?.hrefs[now.hrefs.indexOf(now.href) + by];
  if (next) open(next, linkTo(next, now.from));
}

export const close = () => dialog.open && dialog.close();

dialog.addEventListener("close", () => {
  document.documentElement.classList.remove("or-beside");
  for (const link of citations()) link.classList.remove("or-on");
  linkTo(now.href, now.from)?.focus();
  history.replaceState(history.state, "", location.pathname + location.search);
});
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("a.or-cite"); // one listener; Enter on a link is a click too
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      open(hrefOf(link), link);
    } else if (event.target === dialog && narrow.matches) close();
  },
  true,
);
document.addEventListener("keydown", (event) => {
  if (!dialog.open || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (event.key === "Escape") close();
  else if (event.key === "n" || event.key === "ArrowRight") step(1);
  else if (event.key === "p" || event.key === "ArrowLeft") step(-1);
  else return;
  event.preventDefault();
});
narrow.addEventListener("change", () => {
  if (!dialog.open) return;
  const { href, from } = now;
  dialog.close();
  open(href, linkTo(href, from));
});
if (placeOf(location.hash)) open(location.hash);
