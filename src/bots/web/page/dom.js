/** Elements out of words. Text only ever becomes text. */

/** An element with properties (and `class`, `data-…`, `aria-…`, `role` as attributes) and children. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name in element && !name.includes("-")) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Words for a screen reader alone. */
export const unseen = (words) => make("span", { className: "unseen" }, words);

const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/g;

/** A paragraph whose addresses are links and whose script is named. */
export function paragraph(text, language) {
  const parts = text.split(LINK).map((part, index) => {
    if (index % 2 === 0) return part;
    return make("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part);
  });
  const lang = language === "hinglish" ? "hi-Latn" : (language ?? (/[\u0900-\u097f]/.test(text) ? "hi" : undefined));
  return make("p", { className: "text", dir: "auto", ...(lang && lang !== "en" && { lang }) }, ...parts);
}

/** A portrait or icon of this site: never fetched from elsewhere. */
export function picture(url, { alt = "", size = 40, className = "face" } = {}) {
  const src = url ? new URL(url, location.origin).pathname : "/icon.svg";
  return make("img", { src, alt, width: size, height: size, className, loading: "lazy" });
}

/** Makes a group of buttons one stop of the Tab key; the arrow keys move inside it. */
export function roving(group) {
  const buttons = () => [...group.querySelectorAll("button")];
  const stopAt = (chosen) => {
    for (const button of buttons()) button.tabIndex = button === chosen ? 0 : -1;
  };
  stopAt(buttons()[0]);
  group.addEventListener("focusin", (event) => stopAt(event.target));
  group.addEventListener("keydown", (event) => {
    const all = buttons();
    const at = all.indexOf(document.activeElement);
    const next = {
      ArrowRight: (at + 1) % all.length,
      ArrowDown: (at + 1) % all.length,
      ArrowLeft: (at - 1 + all.length) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    all[next].focus();
  });
  return group;
}
