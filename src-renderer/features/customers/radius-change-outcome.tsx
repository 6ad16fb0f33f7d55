import type { RadiusChange } from '#shared/contract/radius.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { type Glyph, Status, type Tone } from '../../ui/status.tsx';
import styles from './login-test.module.css';

const LOOKS = {
  done: { glyph: 'tick', tone: 'good' },
  refused: { glyph: 'cross', tone: 'bad' },
  'no-answer': { glyph: 'triangle', tone: 'warn' },
} as const satisfies Readonly<
  Record<RadiusChange['sessions'][number]['outcome'], { readonly glyph: Glyph; readonly tone: Tone }>
>;

/** What a router answered, session by session. */
export function RadiusChangeOutcome({ of: { sessions }, isEnd }: { of: RadiusChange; isEnd: boolean }) {
  const say = useMessage();
  const done = say(isEnd ? 'radius.session-ended' : 'radius.rate-changed');
  const words = { done, refused: say('radius.order-refused'), 'no-answer': say('radius.no-answer') };
  return sessions.map(({ address, outcome, reason }, i) => (
    // Two sessions may have no address, and they stay where they are.
    <div key={i} className={styles.column}>
      <Status {...LOOKS[outcome]}>
        {words[outcome]}
        {address !== null && <span className="mono"> {address}</span>}
      </Status>
      {reason !== null && <p>{refusedSentence(reason, say)}</p>}
    </div>
  ));
}
