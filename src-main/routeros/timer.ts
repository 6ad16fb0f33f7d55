/** Calls back after some milliseconds; what it returns takes that back. Passed in, so that tests do not wait. */
export type After = (ms: number, call: () => void) => () => void;

/** The timer of this machine. */
export const realAfter: After = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};
