/** What the stage asks of the server. Errors carry a sentence for the person. */

const LOST = "The server cannot be reached just now. Nothing you wrote is lost; try again.";

export async function get(path) {
  return answer(await reach(path, { headers: { accept: "application/json" } }));
}

/** Sends once however often it is tried with the same key. */
export async function post(path, body, key = crypto.randomUUID()) {
  return answer(await reach(path, posting(body, key)));
}

/** Sends a message; resolves when its answer is complete. Calls back for `delta`, `message`, `error` and `done`. */
export async function say(conversationId, { text, key }, onEvent) {
  const response = await reach(`/api/conversations/${conversationId}/messages/ai`, posting({ text }, key));
  if (!response.ok) return answer(response);
  onEvent("stored");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return undefined;
    waiting += value;
    const parts = waiting.split("\n\n");
    waiting = parts.pop() ?? "";
    for (const part of parts) tell(part, onEvent);
  }
}

function tell(part, onEvent) {
  const event = /^event: (\w+)$/m.exec(part)?.[1];
  const data = /^data: (.*)$/m.exec(part)?.[1];
  if (event && data) onEvent(event, JSON.parse(data));
}

const posting = (body, key) => ({
  method: "POST",
  headers: { "content-type": "application/json", "idempotency-key": key },
  body: JSON.stringify(body),
});

const reach = (path, init) =>
  fetch(path, init).catch((cause) => {
    throw new Error(LOST, { cause });
  });

async function answer(response) {
  if (response.ok) return response.json();
  if (response.status === 401)
    throw new Error(
      "Your visit has ended. Say “/castmatch page” in Slack for a new link, or open the newest one that CastMatch printed.",
    );
  const { error } = await response.json().catch(() => ({}));
  throw new Error(error?.message ?? LOST);
}
