import { answering } from "./answering.ts";

type Value = { stringValue?: string; intValue?: string | number; boolValue?: boolean; doubleValue?: number };
type OtlpSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes?: { key: string; value: Value }[];
};
type Export = { resourceSpans: { scopeSpans: { spans: OtlpSpan[] }[] }[] };

export type Span = { traceId: string; id: string; parent: string | undefined; name: string; fields: string };

/** An OpenTelemetry collector that remembers the spans it was sent. */
export async function startCollector() {
  const { url, asked, close } = await answering((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  const spans = (): Span[] =>
    asked
      .filter((one) => one.url === "/v1/traces")
      .flatMap(({ body }) => (JSON.parse(body) as Export).resourceSpans)
      .flatMap((one) => one.scopeSpans)
      .flatMap((one) => one.spans)
      .map((one) => ({
        traceId: one.traceId,
        id: one.spanId,
        parent: one.parentSpanId || undefined,
        name: one.name,
        fields: JSON.stringify(one.attributes ?? []),
      }));
  return { url, spans, raw: () => asked.map((one) => one.body).join("\n"), headers: () => asked[0]?.headers, close };
}
