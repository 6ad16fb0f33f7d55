import type { LoginTest } from '#shared/contract/radius.ts';
import { refusedSentence } from '../../host/refusal.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useMessage } from '../../messages/use-message.ts';
import { type Glyph, Status, type Tone } from '../../ui/status.tsx';
import styles from './login-test.module.css';

const LOOKS = {
  accepted: { glyph: 'tick', tone: 'good', word: 'radius.accepted' },
  rejected: { glyph: 'cross', tone: 'bad', word: 'radius.rejected' },
  'no-answer': { glyph: 'triangle', tone: 'warn', word: 'radius.no-answer' },
} as const satisfies Readonly<
  Record<LoginTest['outcome'], { readonly glyph: Glyph; readonly tone: Tone; readonly word: MessageKey }>
>;

/** What a RADIUS server said to a log-in, and what it would give the customer. */
export function LoginTestOutcome({ of }: { of: LoginTest }) {
  const say = useMessage();
  const { outcome, attributes, message, reason, mac } = of;
  const { glyph, tone, word } = LOOKS[outcome];
  return (
    <>
      <Status glyph={glyph} tone={tone}>
        {say(word)}
      </Status>
      {mac !== null && outcome !== 'no-answer' && <p className="muted">{say('radius.tried-with', { mac })}</p>}
      {message !== null && (
        <figure className={styles.says}>
          <figcaption className="muted">{say('radius.says')}</figcaption>
          <blockquote>{message}</blockquote>
        </figure>
      )}
      {reason !== null && <p>{refusedSentence(reason, say)}</p>}
      {outcome === 'rejected' && reason === null && <p className="muted">{say('radius.rejected-hint')}</p>}
      {outcome === 'accepted' && attributes.length === 0 && <p className="muted">{say('radius.given-nothing')}</p>}
      {attributes.length > 0 && (
        <table className={styles.given}>
          <caption className="muted">{say('radius.given')}</caption>
          <tbody>
            {attributes.map(({ name, value }, i) => (
              // A server may give one of a name several times, and they stay where they are.
              <tr key={i}>
                <th scope="row">{name}</th>
                <td className="mono">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
