// A picture of what was said when: drawn from the list that stands under it, each mark a link to its sentence.

import { make } from "./dom.js";

const NS = "http://www.w3.org/2000/svg";
const R = 12; // of a mark, in pixels
const ROW = 30; // from a mark to the one above it
const NAME = 24; // a lane's name
const AXIS = 26;
const SIDE = 18;
const DAY = 864e5; // milliseconds

/** An SVG element with attributes; strings become text. */
function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The middle of a day, month or year as a number, or NaN. */
function timeOf(date) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date) || [];
  if (!year) return NaN;
  return month ? Date.UTC(year, month - 1, day || 15) : Date.UTC(year, 6, 1);
}

const textOf = (row, name) => row.querySelector(name)?.textContent.trim() ?? "";

function marksOf(list) {
  return [...list.children].map((row) => {
    const link = row.querySelector("a.or-cite");
    const [date, lane, how, shows] = [".or-day", ".or-lane", ".or-how", ".or-shows"].map((name) => textOf(row, name));
    const towards = [...row.classList].find((name) => name.startsWith("or-towards-")) ?? "";
    const number = link?.firstElementChild?.nextSibling?.textContent ?? "";
    return { at: timeOf(date), date, lane, how, shows, towards, number, differs: row.classList.contains("or-differs-here"), href: link?.getAttribute("href"), says: link?.title ?? "" };
  });
}

/** The shape tells whose words they are: a disc is quoted, a ring reported, a square the outlet's account, a diamond somebody else's. */
function shape(how) {
  if (how.startsWith("as ")) return draw("path", { class: "or-shape or-told", d: `M0 ${-R - 2}L${R + 2} 0L0 ${R + 2}L${-R - 2} 0Z` });
  if (how.startsWith("the outlet")) return draw("rect", { class: "or-shape or-account", x: 1 - R, y: 1 - R, width: 2 * R - 2, height: 2 * R - 2, rx: 2 });
  return draw("circle", { class: /quoted/.test(how) ? "or-shape or-in-quotes" : "or-shape", r: R - 0.5 });
}

/** Beginnings of years, quarters, months or days, as many as have room, each with its name. */
function ticks(first, last, room) {
  const found = [];
  const months = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((n) => (last - first) / (n * 30.4 * DAY) <= room);
  const from = new Date(first);
  if ((last - first) / (30.4 * DAY) >= 2) {
    for (let m = Math.floor((from.getUTCFullYear() * 12 + from.getUTCMonth()) / months) * months; ; m += months) {
      const at = Date.UTC(Math.floor(m / 12), m % 12, 1);
      if (at > last) return found;
      const name = months >= 12 ? "" : new Date(at).toLocaleString("en", { month: "short", timeZone: "UTC" });
      const year = m % 12 === 0 || found.length === 0 || months >= 12 ? String(Math.floor(m / 12)) : "";
      if (at >= first) found.push({ at, name: [name, year].filter(Boolean).join(" ") });
    }
  }
  const step = [1, 2, 7, 14, 28].find((n) => (last - first) / (n * DAY) <= room) ?? 28;
  for (let at = Math.ceil(first / DAY) * DAY; at <= last; at += step * DAY) {
    found.push({ at, name: new Date(at).toLocaleString("en", { day: "numeric", month: "short", timeZone: "UTC" }) });
  }
  return found;
}

function picture(marks, width) {
  const times = marks.map((mark) => mark.at);
  const [low, high] = [Math.min(...times), Math.max(...times)];
  const margin = Math.max((high - low) * 0.04, 4 * DAY);
  const [first, last] = [low - margin, high + margin];
  const x = (at) => SIDE + ((at - first) / (last - first)) * (width - 2 * SIDE);
  const names = [...new Set(marks.map((mark) => mark.lane))];
  const parts = [];
  let top = 4;
  for (const name of names) {
    const rows = []; // the place of the last mark of each row
    const placed = marks.filter((mark) => mark.lane === name).map((mark) => {
      const place = x(mark.at);
      let row = rows.findIndex((end) => place - end >= 2 * R + 4);
      if (row < 0) row = rows.length;
      rows[row] = place;
      return { ...mark, place, row };
    });
    const base = top + NAME + rows.length * ROW - R;
    parts.push(draw("text", { class: "or-lane-name", x: SIDE - R, y: top + 15 }, name));
    parts.push(draw("line", { class: "or-lane-line", x1: SIDE - R, x2: width - SIDE + R, y1: base, y2: base }));
    for (const mark of placed) {
      const about = [mark.date, mark.lane, mark.how, mark.shows, mark.differs && "differs from an earlier statement"].filter(Boolean).join(", ");
      const label = `${about}: ${mark.says}`;
      const link = draw("a", { class: `or-cite or-mark ${mark.towards}`, href: mark.href, "aria-label": `Source ${mark.number}. ${label}` });
      const ring = mark.differs ? [draw("circle", { class: "or-ring", r: R + 3 })] : [];
      link.append(draw("title", {}, label), ...ring, shape(mark.how), draw("text", { y: 4, "text-anchor": "middle" }, mark.number));
      parts.push(draw("g", { transform: `translate(${mark.place.toFixed(1)} ${(base - mark.row * ROW).toFixed(1)})` }, link));
    }
    top = base + R + 6;
  }
  const height = top + AXIS;
  for (const tick of ticks(first, last, Math.floor(width / 78))) {
    const place = x(tick.at);
    parts.unshift(draw("line", { class: "or-grid", x1: place, x2: place, y1: 2, y2: height - AXIS + 4 }));
    const end = place > width - 34 ? "end" : place < 30 ? "start" : "middle";
    parts.push(draw("text", { class: "or-tick", x: end === "end" ? width - 2 : end === "start" ? 2 : place, y: height - 6, "text-anchor": end }, tick.name));
  }
  return draw("svg", { class: "or-picture", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Statements by date; each mark opens its source" }, ...parts);
}

const KINDS = [
  ["quoted", (how) => /quoted/.test(how)],
  ["reported", (how) => how.startsWith("reported")],
  ["the outlet’s account", (how) => how.startsWith("the outlet")],
  ["as somebody else tells it", (how) => how.startsWith("as ")],
];

/** What the shapes mean, for those who see them: a mark says it in words. */
function key(marks) {
  const kinds = KINDS.filter(([, is]) => marks.some((mark) => is(mark.how)));
  const entry = (name, ...shapes) => make("span", {}, draw("svg", { width: 15, height: 15, viewBox: "-17 -17 34 34" }, ...shapes), name);
  const stances = [...new Set(marks.map((mark) => mark.shows))].filter(Boolean).map((name) => {
    const group = draw("g", { class: `or-mark ${marks.find((mark) => mark.shows === name).towards}` }, draw("circle", { class: "or-shape or-in-quotes", r: R - 0.5 }));
    return entry(name, group);
  });
  const differs = marks.some((mark) => mark.differs) ? [entry("differs from an earlier one", draw("circle", { class: "or-ring", r: R + 3 }), draw("circle", { class: "or-shape", r: R - 0.5 }))] : [];
  return make("p", { className: "or-key", "aria-hidden": "true" }, ...kinds.map(([name]) => entry(name, shape(name))), ...stances, ...differs);
}

function fill(place) {
  const list = place.querySelector(".or-times");
  const width = Math.floor(place.clientWidth);
  if (!list || width < 120 || place.dataset.width === String(width)) return;
  const marks = marksOf(list).filter((mark) => mark.href && !Number.isNaN(mark.at));
  if (marks.length === 0) return;
  place.dataset.width = String(width);
  const focused = place.querySelector("svg a:focus")?.getAttribute("href");
  for (const old of place.querySelectorAll(".or-picture, .or-key")) old.remove();
  list.closest("details").before(picture(marks, width), key(marks));
  if (focused) place.querySelector(`svg a[href="${CSS.escape(focused)}"]`)?.focus();
}

const sizes = new ResizeObserver((changes) => changes.forEach((change) => fill(change.target)));
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (node.nodeType !== 1) continue;
      for (const place of [node, ...node.querySelectorAll(".or-timeline")]) if (place.matches(".or-timeline")) sizes.observe(place);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
