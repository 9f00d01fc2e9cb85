/** On a narrow page one part shows at a time, by tabs; on a wide one all do and there are no tabs. */
import { byId } from "./dom.js";

const NARROW = matchMedia("(max-width: 67.5rem)");

/** `onShow` is called with the part that is shown. */
export function createTabs(onShow) {
  const tabs = [...document.querySelectorAll('[role="tab"]')];
  const show = (chosen, focus) => {
    document.body.dataset.panel = chosen.dataset.panel;
    for (const tab of tabs) {
      const on = tab === chosen;
      tab.ariaSelected = String(on);
      tab.tabIndex = on ? 0 : -1;
    }
    if (focus) chosen.focus();
    onShow?.(chosen.dataset.panel);
  };
  const shape = () => {
    for (const tab of tabs) {
      const panel = byId(tab.getAttribute("aria-controls"));
      if (NARROW.matches) panel.setAttribute("role", "tabpanel");
      else panel.removeAttribute("role");
    }
  };
  const step = { ArrowRight: 1, ArrowLeft: -1 };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => show(tab));
    tab.addEventListener("keydown", (event) => {
      const to =
        event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : index + (step[event.key] ?? Number.NaN);
      if (Number.isNaN(to)) return;
      event.preventDefault();
      show(tabs[(to + tabs.length) % tabs.length], true);
    });
  }
  NARROW.addEventListener("change", shape);
  shape();
  show(tabs[0]);
}
