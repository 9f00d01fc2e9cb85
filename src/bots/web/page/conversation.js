/** One conversation on the page: its messages, what is typed into it, what is tapped in it. */
import { get, post, say } from "./api.js";

const TICKS = { queued: "on its way", sent: "sent", delivered: "delivered", read: "read", failed: "not delivered" };
const TIME = new Intl.DateTimeFormat("en-IN", { hour: "numeric", minute: "2-digit", timeZone: "Asia/Kolkata" });

export class Conversation {
  constructor({ log, form, surface, onError }) {
    Object.assign(this, { log, form, surface, onError, id: undefined, lastSeq: 0, loading: undefined });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    this.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
  }

  get text() {
    return this.form.elements.text;
  }

  /** Shows another conversation, or none with a sentence that says why. */
  async open(id, empty) {
    this.id = id;
    this.lastSeq = 0;
    this.log.replaceChildren();
    this.log.dataset.empty = empty;
    for (const part of this.form.elements) part.disabled = !id;
    if (id) await this.load();
  }

  /** Fetches what is new; calls at the same time share one fetch and one more after it. */
  async load() {
    if (this.loading) {
      this.again = true;
      return this.loading;
    }
    this.loading = this.fetchNew().finally(() => {
      this.loading = undefined;
      if (this.again) {
        this.again = false;
        return this.load();
      }
    });
    return this.loading;
  }

  async fetchNew() {
    const { id } = this;
    if (!id) return;
    const messages = await get(`/api/conversations/${id}/messages?after=${this.lastSeq}`);
    if (id !== this.id) return;
    for (const message of messages) this.add(message);
  }

  add(message) {
    if (message.seq <= this.lastSeq) return;
    this.lastSeq = message.seq;
    this.draft?.remove();
    this.draft = undefined;
    this.log.append(this.element(message));
    this.scroll();
  }

  scroll() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  async send(words = this.text.value) {
    if (!words.trim() || !this.id) return;
    this.text.value = "";
    try {
      await say(this.id, words, (event, data) => {
        if (event === "delta") this.stream(data.text);
        if (event === "message") void this.load();
        if (event === "error") this.onError(data.message);
      });
      await this.load();
    } catch (error) {
      this.text.value = words;
      this.onError(error.message);
    } finally {
      this.typing(false);
    }
  }

  async tap(choice, button) {
    button.disabled = true;
    button.textContent = `${choice.label} ✓`;
    try {
      await post(`/api/conversations/${this.id}/actions`, { actionId: choice.actionId });
    } catch (error) {
      button.disabled = false;
      button.textContent = choice.label;
      this.onError(error.message);
    }
  }

  typing(on) {
    if (!on) {
      this.dots?.remove();
      this.dots = undefined;
      return;
    }
    if (this.dots) return;
    this.dots = make(
      "p",
      "typing",
      make("span", "out-of-sight", "CastMatch is writing"),
      make("i"),
      make("i"),
      make("i"),
    );
    this.log.append(this.dots);
    this.scroll();
  }

  stream(text) {
    this.typing(false);
    if (!this.draft) {
      this.words = make("p", "text");
      this.draft = make("div", "message out", this.words);
      this.draft.setAttribute("aria-hidden", "true");
      this.log.append(this.draft);
    }
    this.words.textContent += text;
    this.scroll();
  }

  element(message) {
    const mine = message.direction === "in";
    const time = make("time", "", TIME.format(new Date(message.createdAt)));
    time.dateTime = message.createdAt;
    const by = make("p", "by", make("span", "", mine ? (message.name ?? "You") : "CastMatch"), time);
    if (!mine && message.receipt) by.append(make("span", "tick", TICKS[message.receipt] ?? message.receipt));
    const body = mine ? [make("p", "text", message.text)] : this.blocks(message);
    return make("article", `message ${message.direction}`, by, ...body);
  }

  blocks({ content, text }) {
    const counter = { next: 1 };
    const parts = (content.blocks ?? [{ type: "text", text }]).map((block) =>
      block.type === "text" ? make("p", "text", block.text) : this.card(block, counter),
    );
    if (content.choices?.length) parts.push(this.choices(content.choices, counter));
    return parts;
  }

  card({ title, lines, image, choices }, counter) {
    const card = make("div", image ? "card" : "card plain");
    if (image) {
      const picture = make("img");
      picture.src = new URL(image.url, location.origin).pathname;
      picture.alt = image.alt;
      picture.width = 72;
      picture.height = 72;
      card.append(picture);
    }
    card.append(make("p", "title", title), make("div", "lines", ...lines.map((line) => make("p", "", line))));
    if (choices?.length) card.append(this.choices(choices, counter, title));
    return card;
  }

  /** Buttons; on the SMS phone a numbered menu, as it would be there. */
  choices(choices, counter, about) {
    if (this.surface === "sms") {
      const items = choices.map((choice) => make("li", "", `${counter.next++}. ${choice.description ?? choice.label}`));
      return make("ol", "menu", ...items);
    }
    const buttons = choices.map((choice) => {
      const button = make("button", choice.style ?? "", choice.label);
      button.type = "button";
      if (about) button.setAttribute("aria-label", `${choice.label}: ${about}`);
      else if (choice.description) button.title = choice.description;
      button.addEventListener("click", () => this.tap(choice, button));
      return button;
    });
    return make("div", "choices", ...buttons);
  }
}

export function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
