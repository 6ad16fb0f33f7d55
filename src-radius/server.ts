import type { Patience } from './patience.ts';
import type { NotAReply, Signed } from './read-reply.ts';
import type { SharedSecret } from './shared-secret.ts';

/** Who is asked: a RADIUS server, or a router that listens for Disconnect and CoA (port 3799). */
export interface RadiusServer {
  readonly host: string;
  readonly port: number;
  readonly secret: SharedSecret;
  /** `required` unless it says otherwise: only for a server that cannot sign (FreeRADIUS before 3.2.5 as it comes). */
  readonly signed?: Signed;
}

/** What happens on the way to an answer, for a log. It holds no bytes of any packet. */
export type ExchangeStep =
  | { readonly kind: 'sent'; readonly attempt: number }
  | { readonly kind: 'ignored'; readonly why: NotAReply }
  | { readonly kind: 'refused' };

export interface AskOptions {
  readonly patience?: Patience;
  readonly signal?: AbortSignal;
  readonly onStep?: (step: ExchangeStep) => void;
}
