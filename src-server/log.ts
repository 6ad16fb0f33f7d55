/** What stands beside a line. Never a token, a password or a whole row. */
export type LogDetail = Readonly<Record<string, string | number | boolean | null>>;

/** Lines of JSON for whoever runs the server. */
export interface Log {
  readonly info: (message: string, detail?: LogDetail) => void;
  readonly warn: (message: string, detail?: LogDetail) => void;
  /** A bug, whole. The answer is the id under which it stands in the log. */
  readonly failure: (error: unknown, detail?: LogDetail) => string;
}

/** A log whose lines go to `write`, each with its instant. */
export function logTo(write: (line: string) => void, now: () => Date, newId: () => string): Log {
  const put = (level: string, what: object): void => {
    write(`${JSON.stringify({ at: now().toISOString(), level, ...what })}\n`);
  };
  return {
    info: (message, detail) => put('info', { message, ...detail }),
    warn: (message, detail) => put('warn', { message, ...detail }),
    failure: (error, detail) => {
      const id = newId();
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      put('error', { id, ...detail, error: told });
      return id;
    },
  };
}
