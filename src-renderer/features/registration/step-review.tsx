import type { ReactNode } from 'react';
import { hasAddress, type Step } from '#shared/domain/registration/steps.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { ClockDoubt } from '../billing/index.ts';
import { typeWord } from './summary.tsx';
import { useMoneyOrDash } from './use-money-or-dash.ts';
import { usePlanLine } from './use-plan-line.ts';
import { Warning } from './warning.tsx';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

/** 6: everything once more, with the way back to each part; then it is saved. */
export function StepReview() {
  const say = useMessage();
  const planLine = usePlanLine();
  const wizard = useWizard();
  const { form, offered, quote, keptPhone } = wizard;
  const { plan, profile, operators, zones } = offered;
  const operator = operators.find(({ id }) => id === (form.operator ?? offered.own));
  const zone = zones.find(({ id }) => id === form.zone);
  return (
    <>
      <ClockDoubt />
      <Part step={2} title={say('registration.review-service')}>
        <Fact name={say('registration.type')}>{typeWord(wizard, say)}</Fact>
        <Fact name={say('registration.plan-short')}>{plan && planLine(plan)}</Fact>
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
        <Fact name={say('registration.phone')}>{keptPhone ?? form.phone}</Fact>
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
        <Amounts />
        <Fact name={say('registration.activate')}>
          {say(`registration.activate-${form.activate ? 'yes' : 'no'}-hint`)}
        </Fact>
      </Part>
      {[...new Set(quote?.warnings.map(({ field }) => field))].map((field) => (
        <p key={field} className={styles.warning}>
          <Warning of={field} />
        </p>
      ))}
    </>
  );
}

/** What is charged and what was received, line by line. */
function Amounts() {
  const say = useMessage();
  const money = useMoneyOrDash();
  const { offered, quote } = useWizard();
  if (quote === undefined) return null;
  const { lines, total, received } = quote;
  return (
    <>
      {lines.map(({ kind, amount }) => (
        <Fact key={kind} name={say(`registration.cost-${kind}`)}>
          {money(amount)}
        </Fact>
      ))}
      <Fact name={say('registration.total')}>
        {say('registration.in', { amount: money(total), currency: offered.currency })}
      </Fact>
      <Fact name={say('registration.received')}>{money(received)}</Fact>
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
