/** What comes into a conversation while this process runs it. */
export type Arrivals = {
  /** Something came since what waits was last read. */
  pending: boolean;
  /** Told at each arrival while a turn wants to know. */
  heard: (() => void) | undefined;
};
