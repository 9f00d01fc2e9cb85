/** What the stage asks of the server. Errors carry a sentence for the person. */

export async function get(path) {
  return answer(await fetch(path, { headers: { accept: "application/json" } }));
}

export async function post(path, body) {
  return answer(
    await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      body: JSON.stringify(body),
    }),
  );
}

async function answer(response) {
  if (response.ok) return response.json();
  const { error } = await response.json().catch(() => ({ error: undefined }));
  throw new Error(error?.message ?? "The server cannot be reached. Nothing you wrote is lost; try again.");
}

/** Sends a message and calls back for each event of its answer: delta, message, error, done. */
export async function say(conversationId, text, onEvent) {
  const response = await fetch(`/api/conversations/${conversationId}/messages/ai`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({ text }),
  });
  if (!response.ok) return answer(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text_ = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return undefined;
    text_ += value;
    const parts = text_.split("\n\n");
    text_ = parts.pop() ?? "";
    for (const part of parts) {
      const event = /^event: (\w+)$/m.exec(part)?.[1];
      const data = /^data: (.*)$/m.exec(part)?.[1];
      if (event && data) onEvent(event, JSON.parse(data));
    }
  }
}
