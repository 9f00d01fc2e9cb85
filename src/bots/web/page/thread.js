/** One conversation on the page. The server's list is the truth: what is shown is brought in line with it. */
import { get, post, say } from "./api.js";
import { make, paragraph, unseen } from "./dom.js";
import { createMessage } from "./message.js";

const NEAR_END_PX = 120;
const ABOVE_PX = 16;

export function createThread({ surface, scroller, form, empty, onProblem, onShown }) {
  const field = form.elements.text;
  const list = make("div", { className: "messages", role: "log", "aria-label": scroller.getAttribute("aria-label") });
  const now = make("div", { className: "now" });
  const nothing = make("p", { className: "nothing" }, empty);
  scroller.append(nothing, list, now);
  let id;
  let shown = new Map();
  let draft;
  let dots;

  let following = true;
  const toEnd = () => {
    following = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  scroller.addEventListener("scroll", () => {
    following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
  });
  /** The end; of a message longer than the window its beginning. */
  const toNewest = (element) => {
    if (!following) return;
    toEnd();
    if (element.offsetHeight < scroller.clientHeight) return;
    following = false;
    scroller.scrollTop = element.offsetTop - ABOVE_PX;
  };
  const growing = new ResizeObserver(() => following && toEnd());
  for (const part of [list, now, scroller]) growing.observe(part);

  /** Fetches the list; calls at the same time share one fetch and one more after it. */
  const refresh = together(async () => {
    const of = id;
    if (!of) return;
    const messages = await get(`/api/conversations/${of}/messages`);
    if (of !== id) return;
    const fresh = messages.filter((message) => !shown.has(message.id));
    for (const message of messages) shown.get(message.id)?.update(message);
    for (const message of fresh) place(message);
    if (fresh.some((message) => message.direction === "out")) endDraft();
    nothing.hidden = messages.length > 0;
    const newest = fresh.at(-1) && shown.get(fresh.at(-1).id);
    if (newest) toNewest(newest.element);
    onShown(messages, of);
  });

  const place = (message) => {
    const made = { ...createMessage(message, { surface, tap }), seq: message.seq };
    const later = [...shown.values()].find((one) => one.seq > message.seq);
    list.insertBefore(made.element, later?.element ?? null);
    shown.set(message.id, made);
    if (message.direction === "in") dropEcho(message.text);
  };

  const endDraft = () => {
    draft?.element.remove();
    draft = undefined;
  };
  const dropEcho = (text) =>
    [...now.querySelectorAll(".echo")].find((echo) => !text || echo.dataset.text === text.trim())?.remove();

  const tap = async ({ actionId }) => {
    try {
      await post(`/api/conversations/${id}/actions`, { actionId });
      following = true;
    } catch (error) {
      onProblem(error.message);
    }
  };

  const send = async (text, key = crypto.randomUUID()) => {
    if (!text.trim() || !id) return;
    const of = id;
    const words = make("span", { className: "by" }, "Sending…");
    const echo = make("div", { className: "echo message in", "data-text": text.trim() }, words, paragraph(text));
    now.prepend(echo);
    nothing.hidden = true;
    toEnd();
    try {
      await say(of, { text, key }, (event, data) => {
        if (event === "stored") words.textContent = "Stored";
        if (event === "error") onProblem(data.message);
        if (event === "message" || event === "done") void refresh();
      });
      await refresh();
      echo.remove();
    } catch (error) {
      onProblem(error.message);
      const again = make("button", { type: "button" }, "Try again");
      again.addEventListener("click", () => {
        echo.remove();
        return send(text, key);
      });
      words.replaceChildren("Not sent ", again);
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value;
    field.value = "";
    void send(text);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") scroller.focus();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  return {
    get id() {
      return id;
    },
    field,
    send,
    refresh,
    /** Shows another conversation, or a sentence that says why there is none. */
    async open(conversationId, why) {
      if (conversationId && conversationId === id) return refresh();
      id = conversationId;
      shown = new Map();
      endDraft();
      following = true;
      list.ariaBusy = "true";
      list.replaceChildren();
      now.replaceChildren();
      dots = undefined;
      nothing.textContent = why ?? empty;
      nothing.hidden = false;
      for (const part of form.elements) part.disabled = !id;
      await refresh();
      list.ariaBusy = "false";
    },
    async typing(on) {
      if (on && !dots) {
        dots = make("p", { className: "typing" }, unseen("CastMatch is writing"), make("i"), make("i"), make("i"));
        now.append(dots);
      }
      if (on) return;
      await refresh();
      dots?.remove();
      dots = undefined;
      endDraft();
    },
    /** Words as they are produced, until the whole message is there. */
    delta({ turnId, text }) {
      if (draft?.turnId !== turnId) {
        endDraft();
        const words = make("p", { className: "text", dir: "auto" });
        draft = {
          turnId,
          words,
          element: make("div", { className: "message out draft", "aria-hidden": "true" }, words),
        };
        now.insertBefore(draft.element, dots ?? null);
      }
      draft.words.textContent += text;
    },
  };
}

/** The same work asked for while it runs is done once more after it, and no oftener. */
function together(work) {
  let running;
  let again = false;
  const run = () => {
    if (running) {
      again = true;
      return running;
    }
    running = work().finally(() => {
      running = undefined;
      if (!again) return undefined;
      again = false;
      return run();
    });
    return running;
  };
  return run;
}
