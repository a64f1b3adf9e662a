// The evaluation reports of this home, where there are any: each is a page of its own.

import { make, read, visible } from "./dom.js";
import { add } from "./views.js";

const time = (written) => new Date(written).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });

function row({ name, written }) {
  const address = `/reports/${encodeURIComponent(name)}`;
  return make("li", {}, make("a", { href: address, target: "_blank", rel: "noopener" }, visible(name), make("span", {}, time(written))));
}

/** Add the list to the page, if there is anything to list. */
export async function addReports() {
  const { reports } = await read("/api/reports").catch(() => ({ reports: [] }));
  if (reports.length === 0) return;
  const says = "What onrecord eval run found on this home’s questions, the latest first. Each opens as a page of its own.";
  const list = make("ul", { className: "or-reports" }, ...reports.map(row));
  const column = make("div", { className: "or-column" }, make("h2", {}, "Evaluation reports"), make("p", { className: "or-says" }, says), list);
  add("reports", "Reports", make("main", { className: "or-desk", hidden: true }, column));
}
