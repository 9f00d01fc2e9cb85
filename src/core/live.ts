import type { Live, LiveEvent } from "./ports.ts";

type Tell = (workspaceId: string, event: LiveEvent) => void;

/**
 * What happens now, told to whoever watches in this process, and by `elsewhere` to other processes; what they tell
 * comes in by `show`. A watcher that throws is dropped.
 */
export function createLive(elsewhere?: Tell): Live & { show: Tell } {
  const watchers = new Map<string, Set<(event: LiveEvent) => void>>();
  const show: Tell = (workspaceId, event) => {
    const watching = watchers.get(workspaceId);
    for (const watcher of watching ?? []) {
      try {
        watcher(event);
      } catch {
        watching?.delete(watcher);
      }
    }
  };
  return {
    show,
    publish(workspaceId, event) {
      show(workspaceId, event);
      elsewhere?.(workspaceId, event);
    },
    subscribe(workspaceId, onEvent) {
      const watching = watchers.get(workspaceId) ?? new Set();
      watchers.set(workspaceId, watching.add(onEvent));
      return () => void watching.delete(onEvent);
    },
  };
}
