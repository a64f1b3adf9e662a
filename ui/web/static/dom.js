// Elements made from text: nothing here, or in any file beside it, writes markup.

const UNSEEN = new RegExp(
  "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f" +
    "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]",
  "gu",
);

/** Text without characters that show nothing: zero width, direction, tags. */
export const visible = (text) => String(text).replace(UNSEEN, "");

/** An element with properties, attributes (names with a dash) and children; strings become text. */
export function make(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.includes("-")) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** A button with a name for those who do not see it. */
export const button = (text, name, onclick, className = "") =>
  make("button", { type: "button", textContent: text, onclick, className, "aria-label": name, title: name });

/** What a reader knows an article by: its title, else its file name or address. */
export function nameOf(article) {
  if (article.title) return visible(article.title);
  const source = visible(article.source_id);
  if (/^https?:\/\//i.test(source)) return source.replace(/^https?:\/\//i, "");
  return source.split("/").pop() || source;
}

/** JSON from our own server, or an error whose message is the server's own words. */
export async function read(path) {
  const reply = await fetch(path, { headers: { accept: "application/json" } });
  const body = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Error(body.error ? `${body.error.message} ${body.error.remedy}` : "The server did not answer.");
  return body;
}
