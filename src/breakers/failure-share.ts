import { CircuitState, type IBreaker } from "cockatiel";

type Outcome = { at: number; ok: boolean };
type Limits = { share: number; calls: number; withinMs: number };

/**
 * Opens a cockatiel circuit when at least `share` of at least `calls` calls within the last `withinMs` failed.
 * cockatiel's own SamplingBreaker wants more than the share, and at a few calls a minute still counts those of an hour ago.
 */
export class FailureShare implements IBreaker {
  private outcomes: Outcome[] = [];
  private readonly limits: Limits;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  get state(): unknown {
    return this.outcomes;
  }

  set state(outcomes: unknown) {
    this.outcomes = structuredClone(outcomes) as Outcome[];
  }

  success(state: CircuitState): void {
    if (state === CircuitState.HalfOpen) this.outcomes = [];
    this.note(true);
  }

  failure(state: CircuitState): boolean {
    this.note(false);
    if (state !== CircuitState.Closed) return true;
    const failed = this.outcomes.filter((one) => !one.ok).length;
    return this.outcomes.length >= this.limits.calls && failed >= this.limits.share * this.outcomes.length;
  }

  private note(ok: boolean): void {
    const at = Date.now();
    this.outcomes = this.outcomes.filter((one) => one.at > at - this.limits.withinMs);
    this.outcomes.push({ at, ok });
  }
}
