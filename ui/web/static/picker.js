// A field in which names are chosen one after the other: known ones are suggested, any other may be typed.

import { button, make, read, visible } from "./dom.js";
import { outletNames } from "./library.js";

let made = 0;

/** The field, and the names chosen so far as chips; `suggest` gives the known names for what is typed. */
export function picker(label, { placeholder = "", taken, suggest, changed = () => {} }) {
  const options = make("datalist", { id: `or-names-${++made}` });
  const input = make("input", { type: "text", placeholder, autocomplete: "off", maxLength: 200 });
  input.setAttribute("list", options.id);
  const chips = make("span", { className: "or-chips" });
  const chosen = new Set();
  let asked = 0;

  const draw = () => {
    const chip = (name) => make("span", { className: "or-chip" }, visible(name), button("✕", taken(visible(name)), () => (chosen.delete(name), draw(), input.focus())));
    chips.replaceChildren(...[...chosen].map(chip));
    changed();
  };
  const choose = (name) => {
    input.value = "";
    if (!name.trim() || chosen.has(name.trim())) return;
    chosen.add(name.trim());
    draw();
  };
  const fill = async () => {
    const mine = ++asked;
    const names = await suggest(input.value.trim()).catch(() => []);
    if (mine === asked) options.replaceChildren(...names.map(({ name, about }) => make("option", about ? { value: name, label: about } : { value: name })));
  };
  input.addEventListener("focus", fill);
  input.addEventListener("input", (event) => {
    const typed = event.inputType && event.inputType !== "insertReplacementText"; // else a suggestion was taken
    if (!typed && [...options.options].some((option) => option.value === input.value)) choose(input.value);
    else fill();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !input.value.trim()) return;
    event.preventDefault();
    choose(input.value);
  });
  return {
    field: make("label", { className: "or-field" }, label, input),
    parts: [chips, options],
    choose,
    /** What is chosen, a name that is still being typed among it. */
    names: () => (choose(input.value), [...chosen]),
    set: (names) => {
      chosen.clear();
      for (const name of names) chosen.add(name);
      input.value = "";
      draw();
    },
  };
}

/** The outlets of these articles, for a picker. */
export const outlets = async () => outletNames().map((name) => ({ name }));

/** Who speaks in these articles, for a picker: whose name has these letters, those with most statements first. */
export async function holders(part, limit = 12) {
  const found = await read(`/api/holders?${new URLSearchParams({ part, limit })}`);
  return found.holders.map(({ holder, statements }) => ({ name: holder, statements, about: `${statements.toLocaleString("en")} statement${statements === 1 ? "" : "s"}` }));
}
