/** The criteria in a form: whatever is wrong is said beside its field. */
import { post } from "./api.js";
import { byId, make } from "./dom.js";

/** Which field a chip is changed in. */
const FIELD_OF = { heightCm: "height", rateMaxPaisePerDay: "rate", dates: "from" };

export function createCriteriaForm({ onSought, tell }) {
  const dialog = byId("criteria");
  const form = byId("criteria-form");

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const { sought, errors } = await post("/api/talent/criteria", { filled: filledIn(form) });
      if (errors) return show(form, errors);
      dialog.close();
      onSought(sought);
    } catch (error) {
      tell(error.message);
    }
    return undefined;
  });

  /** Opens it at a field. */
  return async (sought, field) => {
    const { fields } = await post("/api/talent/criteria", { sought });
    byId("criteria-fields").replaceChildren(...fields.map(fieldOf));
    dialog.showModal();
    const name = FIELD_OF[field] ?? field;
    form.querySelector(`[name="${name}"]`)?.focus();
  };
}

function fieldOf({ name, label, kind, hint, options = [], value }) {
  const id = `criteria-${name}`;
  const about = make("p", { className: "about-field", id: `${id}-about` }, hint ?? "");
  const described = { "aria-describedby": about.id };
  if (kind === "checks") {
    const ticked = new Set(value.split(","));
    const boxes = options.map(([each, words]) =>
      make(
        "label",
        { className: "check" },
        make("input", { type: "checkbox", name, value: each, checked: ticked.has(each) }),
        words,
      ),
    );
    return make(
      "fieldset",
      { className: "form-field checks", ...described },
      make("legend", {}, label),
      about,
      ...boxes,
    );
  }
  const control =
    kind === "choice"
      ? make(
          "select",
          { id, name, ...described },
          ...options.map(([each, words]) => make("option", { value: each, selected: each === value }, words)),
        )
      : kind === "words"
        ? make("textarea", { id, name, rows: 2, value, ...described })
        : make("input", { id, name, type: kind, value, autocomplete: "off", ...described });
  return make("div", { className: "form-field" }, make("label", { htmlFor: id }, label), control, about);
}

function filledIn(form) {
  const filled = {};
  for (const [name, value] of new FormData(form)) filled[name] = filled[name] ? `${filled[name]},${value}` : value;
  return filled;
}

function show(form, errors) {
  for (const field of form.querySelectorAll(".form-field")) {
    const control = field.querySelector("[name]");
    field.querySelector(".wrong")?.remove();
    const wrong = errors[control.name];
    control.ariaInvalid = wrong ? "true" : null;
    if (wrong) field.append(make("p", { className: "wrong", id: `wrong-${control.name}` }, wrong));
    const about = `criteria-${control.name}-about`;
    control.setAttribute("aria-describedby", wrong ? `wrong-${control.name} ${about}` : about);
  }
  form.querySelector("[aria-invalid=true]")?.focus();
}
