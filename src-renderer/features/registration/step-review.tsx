import type { ReactNode } from 'react';
import { hasAddress, type Step } from '#shared/domain/registration/steps.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { planLine } from './step-plan.tsx';
import { typeWord } from './summary.tsx';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

/** 6: everything once more, with the way back to each part; then it is saved. */
export function StepReview() {
  const say = useMessage();
  const formats = useFormats();
  const wizard = useWizard();
  const { form, offered, quote } = wizard;
  const { plan, profile, operators, zones } = offered;
  const operator = operators.find(({ id }) => id === (form.operator ?? offered.own));
  const zone = zones.find(({ id }) => id === form.zone);
  return (
    <>
      <Part step={2} title={say('registration.review-service')}>
        <Fact name={say('registration.type')}>{typeWord(wizard, say)}</Fact>
        <Fact name={say('registration.plan-short')}>{plan && planLine(plan, formats, say)}</Fact>
        <Fact name={say('registration.billing-profile')}>{profile?.name}</Fact>
        {operators.length > 1 && <Fact name={say('registration.operator')}>{operator?.name}</Fact>}
      </Part>
      {hasAddress(form.connection) && (
        <Part step={3} title={say('registration.review-network')}>
          <Fact name={say('registration.ip')} mono={!form.fromPool}>
            {form.fromPool ? say('registration.address-pool') : form.ip}
          </Fact>
        </Part>
      )}
      <Part step={4} title={say('registration.review-customer')}>
        <Fact name={say('registration.full-name')}>{form.fullName}</Fact>
        <Fact name={say('registration.phone')}>{form.phone}</Fact>
        {form.email !== '' && <Fact name={say('registration.email')}>{form.email}</Fact>}
        <Fact name={say('registration.username')} mono>
          {form.username}
        </Fact>
        <Fact name={say('registration.password')}>{form.password !== '' && say('registration.password-kept')}</Fact>
        {form.accountNumber !== '' && (
          <Fact name={say('registration.account')} mono>
            {form.accountNumber}
          </Fact>
        )}
        {zone && <Fact name={say('registration.zone')}>{zone.name}</Fact>}
        {form.address !== '' && <Fact name={say('registration.address')}>{form.address}</Fact>}
      </Part>
      <Part step={5} title={say('registration.review-payment')}>
        <Fact name={say('registration.method')}>
          {say(`registration.method-${form.method}`)}
          {form.reference !== '' && <span className={`${styles.second} mono`}>{form.reference}</span>}
        </Fact>
        <Fact name={say('registration.activate')}>
          {say(`registration.activate-${form.activate ? 'yes' : 'no'}-hint`)}
        </Fact>
      </Part>
      {quote?.warnings.map(({ field, code }) => (
        <p key={`${field} ${code}`} className={styles.warning}>
          {wizard.warningOf(field)}
        </p>
      ))}
    </>
  );
}

function Part({ step, title, children }: { step: Step; title: string; children: ReactNode }) {
  const say = useMessage();
  const { go } = useWizard();
  return (
    <section className={styles.reviewed} aria-label={title}>
      <div className={styles.reviewHead}>
        <h3>{title}</h3>
        <Button kind="quiet" aria-label={say('registration.change-part', { part: title })} onClick={() => go(step)}>
          {say('registration.change')}
        </Button>
      </div>
      <Facts>{children}</Facts>
    </section>
  );
}
