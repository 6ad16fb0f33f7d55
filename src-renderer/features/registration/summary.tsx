import { customerType } from '#shared/domain/customer/customer.ts';
import { hasAddress } from '#shared/domain/registration/steps.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { CostLines } from './cost-lines.tsx';
import { usePlanLine } from './use-plan-line.ts';
import { useWizard, type Wizard } from './wizard-context.ts';
import styles from './wizard.module.css';

interface SummaryProps {
  readonly savedAt: string | null;
  readonly failure: unknown;
}

/** What is chosen so far, beside every step, and when the draft was kept last. */
export function Summary({ savedAt, failure }: SummaryProps) {
  const say = useMessage();
  const { clock } = useFormats();
  const planLine = usePlanLine();
  const wizard = useWizard();
  const { form, offered } = wizard;
  const { plan } = offered;
  const none = <span className={styles.none}>–</span>;
  return (
    <aside className={styles.summary} aria-label={say('registration.summary')}>
      <h2>{say('registration.summary')}</h2>
      <dl>
        <div>
          <dt>{say('registration.type')}</dt>
          <dd>{typeWord(wizard, say) ?? none}</dd>
        </div>
        <div>
          <dt>{say('registration.plan-short')}</dt>
          <dd>{plan === null ? none : planLine(plan)}</dd>
        </div>
        {hasAddress(form.connection) && (
          <div>
            <dt>{say('registration.ip')}</dt>
            <dd>
              {form.fromPool ? (
                say('registration.address-pool')
              ) : form.ip === '' ? (
                none
              ) : (
                <span className="mono">{form.ip}</span>
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{say('registration.customer')}</dt>
          <dd>
            {form.fullName === '' ? none : form.fullName}
            {form.username !== '' && <span className={`${styles.second} mono`}>{form.username}</span>}
          </dd>
        </div>
      </dl>
      <CostLines />
      <p className={styles.draft} role="status">
        {failure !== null
          ? say('registration.draft-not-saved', { why: sentenceOf(failure, say) })
          : savedAt !== null && say('registration.draft-saved', { time: clock(savedAt) })}
      </p>
    </aside>
  );
}

/** "PPPoE, monthly": the type follows from connection and billing profile. */
export function typeWord({ form, offered }: Wizard, say: ReturnType<typeof useMessage>): string | null {
  if (form.connection === null) return null;
  const type = offered.profile && customerType(form.connection, offered.profile.mode);
  return type ? say(`customers.type-${type}`) : say(`registration.connection-${form.connection}`);
}
