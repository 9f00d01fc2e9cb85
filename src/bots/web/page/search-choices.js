/** Select, Pass and taking it back, for the role that is searched for. */
import { post } from "./api.js";
import { byId } from "./dom.js";

/** `onStanding` is called with a talent's id and where she stands now. */
export function createChoices({ onStanding, tell }) {
  const button = byId("undo");
  const made = [];

  const show = () => {
    const last = made.at(-1);
    button.disabled = !last;
    button.ariaLabel = last ? `Undo: ${last.said}` : "Undo";
  };

  const undo = async () => {
    const last = made.pop();
    if (!last) return tell("There is nothing to undo.");
    show();
    try {
      const { candidateId, state, said } = await post(`/api/candidates/${last.candidateId}/take-back`, {});
      onStanding(last.talentId, { candidateId, state });
      tell(said);
    } catch (error) {
      tell(error.message);
    }
    return undefined;
  };
  button.addEventListener("click", undo);
  show();

  return {
    undo,
    /** The same again takes it back. */
    async choose({ personId, candidate }, { to, role }) {
      if (candidate?.state === to) {
        const at = made.findLastIndex((one) => one.talentId === personId);
        if (at >= 0) made.push(...made.splice(at, 1));
        else made.push({ candidateId: candidate.candidateId, talentId: personId, said: "" });
        return undo();
      }
      try {
        const { candidateId, state, said } = await post(`/api/roles/${role}/decisions`, { talentId: personId, to });
        made.push({ candidateId, talentId: personId, said });
        show();
        onStanding(personId, { candidateId, state });
        tell(`${said} “u” takes it back.`);
      } catch (error) {
        tell(error.message);
      }
      return undefined;
    },
  };
}
