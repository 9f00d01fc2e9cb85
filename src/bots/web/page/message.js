/** One message as an element, and what changes of it later: its delivery and its used choices. */
import { choices, counter, markUsed } from "./choices.js";
import { make, paragraph, picture, unseen } from "./dom.js";

const ZONE = "Asia/Kolkata";
const CLOCK = new Intl.DateTimeFormat("en-IN", { hour: "numeric", minute: "2-digit", timeZone: ZONE });
const DATE = new Intl.DateTimeFormat("en-IN", { day: "numeric", month: "short", timeZone: ZONE });
const FATES = {
  pending: ["·", "waiting to be sent"],
  sending: ["·", "being sent"],
  queued: ["·", "on its way"],
  sent: ["✓", "sent"],
  delivered: ["✓✓", "delivered"],
  read: ["✓✓", "read"],
  unknown: ["?", "delivery is being checked"],
  failed: ["!", "not delivered"],
  dead: ["!", "not delivered"],
  void: ["–", "withdrawn before it was sent"],
};

/** Makes a message. The result has `element` and `update(message)`. */
export function createMessage(message, { surface, tap }) {
  const ours = message.direction === "out";
  const name = ours ? "CastMatch" : (message.name ?? "You");
  const tick = make("span", { className: "tick" });
  const time = make("time", { dateTime: message.createdAt }, clock(new Date(message.createdAt)));
  const by = make("p", { className: "by" }, make("strong", {}, name), time, ours ? tick : "");
  const body = make("div", { className: "body" }, ...content(message, { surface, tap }));
  const face = surface === "team" ? (ours ? picture("", { size: 36 }) : initials(name)) : "";
  const element = make("article", { className: `message ${message.direction}` }, face, by, body);
  const update = ({ state, receipt, used }) => {
    showFate(tick, ["failed", "dead", "void", "unknown"].includes(state) ? state : (receipt ?? state));
    markUsed(body, used);
  };
  update(message);
  return { element, update };
}

function showFate(tick, fate) {
  const [sign, words] = FATES[fate] ?? ["", ""];
  if (tick.dataset.fate === fate) return;
  tick.dataset.fate = fate ?? "";
  tick.title = words;
  tick.replaceChildren(make("span", { "aria-hidden": "true" }, sign), unseen(words && `, ${words}`));
}

function content({ direction, text, content: { blocks, choices: own, template } }, { surface, tap }) {
  if (direction === "in") return [paragraph(text)];
  const next = counter();
  const drawn = (blocks ?? [{ type: "text", text }]).map((block) =>
    block.type === "text" ? paragraph(block.text, template?.language) : card(block, { surface, next, tap }),
  );
  const parts = sideBySide(drawn);
  return own?.length ? [...parts, choices(own, { surface, next, tap })] : parts;
}

/** Portraits that follow each other stand side by side. */
function sideBySide(parts) {
  const result = [];
  for (const part of parts) {
    if (!part.classList.contains("portrait")) result.push(part);
    else if (result.at(-1)?.classList.contains("shortlist")) result.at(-1).append(part);
    else result.push(make("div", { className: "shortlist" }, part));
  }
  return result;
}

function card({ title, lines, image, choices: own }, { surface, next, tap }) {
  return make(
    "div",
    { className: image ? "card portrait" : "card slate" },
    image ? picture(image.url, { alt: image.alt, size: 72, className: "still" }) : "",
    make("h3", {}, title),
    make("div", { className: "lines" }, ...lines.map((line) => paragraph(line))),
    own?.length ? choices(own, { surface, about: title, next, tap }) : "",
  );
}

const initials = (name) =>
  make(
    "span",
    { className: "face initials", "aria-hidden": "true" },
    name
      .split(/\s+/)
      .map((word) => word[0])
      .slice(0, 2)
      .join(""),
  );

function clock(at) {
  const today = DATE.format(at) === DATE.format(new Date());
  return today ? CLOCK.format(at) : `${DATE.format(at)}, ${CLOCK.format(at)}`;
}
