import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './sync.module.css';

interface CertificateProps {
  readonly of: {
    readonly fingerprint: string;
    readonly subject: string;
    readonly issuer: string;
    readonly validTo: string;
  };
  readonly isTrusted: boolean;
  readonly onTrust: (isTrusted: boolean) => void;
}

/** A certificate that nobody on this machine trusts by itself: a person has to compare it. */
export function Certificate({ of, isTrusted, onTrust }: CertificateProps) {
  const say = useMessage();
  const { date } = useFormats();
  return (
    <section className={styles.certificate} aria-label={say('sync.certificate')} data-trusted={isTrusted || undefined}>
      <p>{say(isTrusted ? 'sync.trusted-text' : 'sync.untrusted-text')}</p>
      <Facts>
        <Fact name={say('sync.fingerprint')} mono>
          {of.fingerprint}
        </Fact>
        <Fact name={say('sync.subject')}>{of.subject}</Fact>
        <Fact name={say('sync.issuer')}>{of.issuer === of.subject ? say('sync.issuer-self') : of.issuer}</Fact>
        <Fact name={say('sync.valid-to')}>{date(of.validTo)}</Fact>
      </Facts>
      <div className={styles.beside}>
        {isTrusted && (
          <Status glyph="tick" tone="good">
            {say('sync.trusted')}
          </Status>
        )}
        {/* One and the same button: the focus stays on it. */}
        <Button kind={isTrusted ? 'quiet' : 'plain'} onClick={() => onTrust(!isTrusted)}>
          {say(isTrusted ? 'sync.trust-no-more' : 'sync.trust')}
        </Button>
      </div>
    </section>
  );
}
