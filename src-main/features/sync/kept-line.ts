import type { Store } from '../../store/index.ts';
import type { CentralLine } from './line/index.ts';
import { openToken, type ServerRow } from './server-row.ts';

/** A line to a server, over which nothing goes yet. */
export type LineTo = (server: Pick<ServerRow, 'url' | 'fingerprint'>, token: string | null) => CentralLine;

/** One line that is kept from question to question. */
export interface KeptLine {
  /** The line to a server; another one once its address, its certificate or the token has changed. Throws Refusal `key-locked`. */
  readonly to: (server: ServerRow) => CentralLine;
  /** Ends it; what is under way ends as `stopped`. */
  readonly close: () => void;
}

export function keptLine({ seal }: Pick<Store, 'seal'>, lineTo: LineTo): KeptLine {
  let kept: { readonly key: string; readonly line: CentralLine } | null = null;
  const close = (): void => {
    kept?.line.close();
    kept = null;
  };
  return {
    to: (server) => {
      const key = keyOf(server);
      if (kept?.key !== key) {
        close();
        kept = { key, line: lineTo(server, openToken(seal, server)) };
      }
      return kept.line;
    },
    close,
  };
}

/** By what one line differs from another. */
export const keyOf = ({ url, fingerprint, tokenSealed }: ServerRow): string =>
  [url, fingerprint, Buffer.from(tokenSealed).toString('base64')].join('\n');
