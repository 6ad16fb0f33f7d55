import { Link } from '@tanstack/react-router';
import type { CustomerProfile } from '#shared/contract/customers.ts';
import { OptOut } from '../messages/index.ts';
import { OnRouter } from '../provisioning/index.ts';
import { useCustomer } from './customer-context.ts';
import { TYPE_WORDS } from './type-words.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Fact, Facts, Section } from '../../ui/facts.tsx';
import styles from './customer-page.module.css';
import { regulatedWord } from './regulated-word.ts';
import { LoginTestFact } from './login-test-fact.tsx';
import { Password } from './password.tsx';
import { Billing } from './profile-billing.tsx';
import { Origin } from './profile-origin.tsx';
import { RadiusSessionFact } from './radius-session-fact.tsx';

/** All that is known of a customer, by what one looks for: the connection, the money, the person, the regulator. */
export function Overview() {
  const say = useMessage();
  const of = useCustomer();
  const { date } = useFormats();
  return (
    <div className={styles.columns}>
      <div>
        <Service of={of} />
        <Section title={say('customers.regulator')}>
          <Facts>
            <Fact name={say('customers.client-type')}>{regulatedWord(of.clientType, say)}</Fact>
            <Fact name={say('customers.medium')}>{regulatedWord(of.medium, say)}</Fact>
            <Fact name={say('customers.sharing')}>{regulatedWord(of.sharing, say)}</Fact>
            <Fact name={say('customers.distribution-point')}>{of.distributionPoint}</Fact>
            <Fact name={say('customers.division')}>{of.division}</Fact>
            <Fact name={say('customers.district')}>{of.district}</Fact>
            <Fact name={say('customers.thana')}>{of.thana}</Fact>
          </Facts>
        </Section>
      </div>
      <div>
        <Billing of={of} />
        <Section title={say('customers.contact')}>
          <Facts>
            <Fact name={say('customers.phone')}>{of.phone}</Fact>
            <Fact name={say('customers.email')}>{of.email}</Fact>
            <Fact name={say('messages.opt-out')}>
              <OptOut customer={of.id} />
            </Fact>
            <Fact name={say('customers.address')}>{of.address}</Fact>
            <Fact name={say('customers.zone')}>{of.zone}</Fact>
            <Fact name={say('customers.operator')}>{of.operator}</Fact>
          </Facts>
        </Section>
        {of.customFields.length > 0 && (
          <Section title={say('customers.own-fields')}>
            <Facts>
              {of.customFields.map(({ id, label, type, value }) => (
                <Fact key={id} name={label}>
                  {type === 'date' && value !== '' ? date(`${value}T12:00:00Z`) : value}
                </Fact>
              ))}
            </Facts>
          </Section>
        )}
        <Origin of={of} />
      </div>
    </div>
  );
}

function Service({ of }: { of: CustomerProfile }) {
  const say = useMessage();
  const { speed } = useFormats();
  const { downKbps, upKbps } = of.packageDetail;
  return (
    <Section title={say('customers.service')}>
      <Facts>
        <Fact name={say('customers.type')}>{say(TYPE_WORDS[of.type])}</Fact>
        <Fact name={say('customers.username')}>{of.username}</Fact>
        <Fact name={say('customers.password')}>
          <Password id={of.id} known={of.passwordKnown} />
        </Fact>
        <LoginTestFact of={of} />
        <RadiusSessionFact of={of} />
        <Fact name={say('customers.ip')} mono>
          {of.ip}
        </Fact>
        <Fact name={say('customers.mac')} mono>
          {of.macs.join(', ')}
        </Fact>
        <Fact name={say('customers.package')}>
          {of.package}
          {downKbps !== null && upKbps !== null && (
            <span className="muted"> · {say('customers.speed', { down: speed(downKbps), up: speed(upKbps) })}</span>
          )}
        </Fact>
        <Fact name={say('customers.account-number')}>{of.accountNumber}</Fact>
        <Fact name={say('customers.network')}>
          <OnRouter of={of} />
        </Fact>
        <Fact name={say('customers.server')}>
          {say(SYNC[of.sync])}
          {of.sync === 'rejected' && (
            <>
              {' · '}
              <Link to="/sync" search={{ about: of.id }}>
                {say('customers.sync-why')}
              </Link>
            </>
          )}
        </Fact>
      </Facts>
    </Section>
  );
}

const SYNC = {
  none: 'customers.sync-none',
  waiting: 'customers.sync-waiting',
  synced: 'customers.sync-synced',
  rejected: 'customers.sync-rejected',
} as const;
