/** Who is signed in: on the page, and how to leave. */
import { get, post } from "./api.js";
import { byId } from "./dom.js";

const ROLES = { director: "casting director", associate: "associate" };

export async function showVisit() {
  const { by, name, role, acts } = await get("/api/visit");
  document.body.dataset.by = by;
  byId("who-name").textContent = name ?? "nobody";
  byId("who-how").textContent = by === "visit" ? "Signed in as " : acts ? "You act as " : "You look on, not as ";
  byId("who-role").textContent = name ? `, ${ROLES[role] ?? role}` : "";
  byId("who").hidden = false;
  byId("sign-out").hidden = by !== "visit";
  byId("only-looking").hidden = acts;
}

export function createSignOut({ tell }) {
  byId("sign-out").addEventListener("click", async () => {
    try {
      await post("/sign-out", {});
      // The server says what to do to come back.
      location.assign("/office");
    } catch (error) {
      tell(error.message);
    }
  });
}
