// The part of the page that says who stands where: an issue, perhaps holders, outlets and days; holders chosen are set side by side.

import { make, visible } from "./dom.js";
import { desk, json, outcome, post, wordsOf } from "./outcome.js";
import { holders, outlets, picker } from "./picker.js";
import { remember } from "./views.js";

const MOST = 12; // holders in one comparison
const SPEAKERS = 10; // named before anything is asked

const issue = make("input", { type: "search", placeholder: "An issue in a few words", "aria-label": "Issue", maxLength: 2000, autocomplete: "off", "data-first": "" });
const who = picker("Holders", { placeholder: "Anybody", taken: (name) => `Leave ${name} out`, suggest: holders });
const where = picker("Outlets", { placeholder: "Any", taken: (name) => `Leave ${name} out`, suggest: outlets });
const day = (label) => {
  const input = make("input", { type: "date", max: "9999-12-31" });
  return [input, make("label", { className: "or-field" }, label, input)];
};
const [since, sinceField] = day("Published since");
const [until, untilField] = day("Published until");
const speakers = make("div", { className: "or-speakers", hidden: true });
const found = outcome();

export const positionsView = desk(
  "Positions",
  "Who stands where on an issue, since when and in which words, as far as the articles here go. Choose one holder to see statements over time, several to compare them.",
  make(
    "form",
    { className: "or-form", noValidate: true, autocomplete: "off", onsubmit: submitted },
    make("div", { className: "or-line" }, issue, make("button", { type: "submit", className: "or-main" }, "Show")),
    make("div", { className: "or-narrow" }, who.field, where.field, sinceField, untilField),
    make("div", { className: "or-picked" }, ...who.parts, ...where.parts),
  ),
  speakers,
  found.status,
  found.element,
);
positionsView.classList.add("or-wide");

/** What is asked, as it stands in the address. */
function entries() {
  const one = (key, value) => (value ? [[key, value]] : []);
  return [
    ...one("issue", issue.value.trim()),
    ...who.names().map((name) => ["holder", name]),
    ...where.names().map((name) => ["outlet", name]),
    ...one("since", since.value),
    ...one("until", until.value),
  ];
}

/** Where the report on what is asked comes from. */
function request(asked) {
  const all = (key) => asked.filter(([name]) => name === key).map(([, value]) => value);
  const named = all("holder");
  const filters = { outlets: all("outlet"), since: all("since")[0] ?? null, until: all("until")[0] ?? null, holder: named.length === 1 ? named[0] : null };
  const body = { issue: all("issue")[0], filters, today: new Date().toLocaleDateString("sv") }; // "sv" writes a day as YYYY-MM-DD
  return named.length > 1 ? ["/api/compare", json({ ...body, holders: named })] : ["/api/positions", json(body)];
}

let shown = []; // what the report answers

function look(asked) {
  const named = asked.filter(([key]) => key === "holder").length;
  if (!asked.some(([key]) => key === "issue")) return refuse("Name an issue first, in a few words.", issue);
  if (named > MOST) return refuse(`At most ${MOST} holders can be compared.`, who.field.querySelector("input"));
  if (since.value && until.value && since.value > until.value) return refuse("The first day lies after the last.", since);
  speakers.hidden = true;
  shown = asked;
  remember("positions", asked);
  return found.ask(named > 1 ? "Setting their statements side by side" : "Reading the statements", ...request(asked));
}

function refuse(problem, input) {
  found.tell(problem);
  input.focus();
}

function submitted(event) {
  event?.preventDefault();
  look(entries());
}

found.element.addEventListener("click", async (event) => {
  const pressed = event.target.closest("button");
  if (pressed?.matches(".or-pick")) {
    who.choose(pressed.value);
    pressed.disabled = true;
    const input = who.names().length > 1 ? positionsView.querySelector(".or-main") : who.field.querySelector("input");
    input.focus();
  } else if (pressed?.matches(".or-alone")) {
    who.set([pressed.value]);
    submitted();
  } else if (pressed?.matches(".or-save")) {
    const ending = pressed.value;
    try {
      if (ending === "md") save(ending, "text/markdown", found.element.querySelector(".or-card").textContent);
      else save(ending, "text/csv", `\ufeff${await post(...request(shown), "text/csv")}`); // by the mark a spreadsheet knows the letters
    } catch (error) {
      found.tell(wordsOf(error));
    }
  }
});

function save(ending, type, text) {
  const about = shown[0][1].toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` })), download: `positions-${about || "report"}.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Before anything is asked: who speaks most in these articles, each a way to begin. */
async function begin() {
  const most = await holders("", SPEAKERS).catch(() => []);
  if (found.element.childElementCount || shown.length) return;
  const one = ({ name, about }) => make("li", {}, make("button", { type: "button", onclick: () => (who.choose(name), issue.focus()) }, visible(name), make("span", { className: "or-badge" }, about)));
  speakers.replaceChildren(
    make("p", { className: "or-label" }, most.length ? "Who has most statements in these articles" : "No statement by anybody in these articles yet. Add some with “Articles” above."),
    make("ul", {}, ...most.map(one)),
  );
  speakers.hidden = false;
}

export const positionsAddress = {
  keys: ["issue", "holder", "outlet", "since", "until"],
  follow(query) {
    issue.value = query.get("issue") ?? "";
    who.set(query.getAll("holder"));
    where.set(query.getAll("outlet"));
    since.value = query.get("since") ?? "";
    until.value = query.get("until") ?? "";
    shown = [];
    found.clear();
    if (issue.value.trim()) submitted();
    else begin();
  },
  opened: () => shown.length || begin(),
};
