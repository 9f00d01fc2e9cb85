import type { Live, LiveEvent } from "./ports.ts";

/** What happens now, told to whoever watches in this process. A watcher that throws is dropped. */
export function createLive(): Live {
  const watchers = new Map<string, Set<(event: LiveEvent) => void>>();
  return {
    publish(workspaceId, event) {
      const watching = watchers.get(workspaceId);
      for (const watcher of watching ?? []) {
        try {
          watcher(event);
        } catch {
          watching?.delete(watcher);
        }
      }
    },
    subscribe(workspaceId, onEvent) {
      const watching = watchers.get(workspaceId) ?? new Set();
      watchers.set(workspaceId, watching.add(onEvent));
      return () => void watching.delete(onEvent);
    },
  };
}
