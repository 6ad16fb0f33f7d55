/** The way to one gateway: one message at a time, and rests while nobody answers there. */
export interface GatewayLine {
  /** How often in a row it could not be reached, or was busy. */
  failures: number;
  /** Milliseconds since 1970 before which it is not tried by itself. */
  notBefore: number;
  /** Runs a job once all before it have ended. */
  readonly alone: <T>(job: () => Promise<T>) => Promise<T>;
  /** Whether a job runs or waits. */
  readonly isBusy: () => boolean;
}

export function gatewayLine(): GatewayLine {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    failures: 0,
    notBefore: 0,
    isBusy: () => waiting > 0,
    alone: async (job) => {
      waiting += 1;
      const turn = last.then(job, job);
      // Whoever comes next waits for the end, whatever it is.
      last = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        waiting -= 1;
      }
    },
  };
}
