import { hostname } from "node:os";
import type { Config } from "../config.ts";

/**
 * Sends traces to a collector by OTLP over HTTP. The SDK is loaded only here: who exports nothing pays nothing. A
 * collector that is slow or gone costs spans, never a turn. Resolves to the way to send the rest and stop.
 */
export async function exportTraces(
  { url, headers }: NonNullable<Config["otlp"]>,
  role: Config["role"],
): Promise<() => Promise<void>> {
  const [{ trace }, { BatchSpanProcessor, TracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import("@opentelemetry/api"),
      import("@opentelemetry/sdk-trace"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${url}/v1/traces`, headers, timeoutMillis: 5_000 });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      "service.name": "castmatch",
      "service.instance.id": `${hostname()}:${process.pid}`,
      "castmatch.role": role,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000, maxQueueSize: 8_192 })],
  });
  trace.setGlobalTracerProvider(provider);
  return async () => {
    trace.disable();
    await provider.shutdown().catch(() => undefined);
  };
}
