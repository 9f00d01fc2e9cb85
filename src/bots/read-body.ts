/** The body's bytes. Those of a chunked body are counted as they arrive, so that it has the same limit as an announced one. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array | "too_large"> {
  const announced = request.headers.get("content-length");
  if (announced === null) return readChunks(request, limit);
  if (Number(announced) > limit) return "too_large";
  const body = new Uint8Array(await request.arrayBuffer());
  return body.byteLength > limit ? "too_large" : body;
}

async function readChunks(request: Request, limit: number): Promise<Uint8Array | "too_large"> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return "too_large";
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
