import { Link } from '@tanstack/react-router';
import type { CustomerProfile } from '#shared/contract/customers.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Fact, Facts, Section } from '../../ui/facts.tsx';
import styles from './customer-page.module.css';

/** The machines that this customer's line is bound to. */
export function Devices({ of }: { of: CustomerProfile }) {
  const say = useMessage();
  const { date } = useFormats();
  return (
    <Section title={say('customers.devices')}>
      {of.devices.length === 0 ? (
        <p className="muted">{say('customers.no-devices')}</p>
      ) : (
        <table className={styles.devices}>
          <thead>
            <tr>
              <th scope="col">{say('customers.mac')}</th>
              <th scope="col">{say('customers.added')}</th>
            </tr>
          </thead>
          <tbody>
            {of.devices.map(({ mac, addedAt }) => (
              <tr key={mac}>
                <td className="mono">{mac}</td>
                <td>{date(addedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** Where the record comes from: an import's file and row, or the screen. */
export function Origin({ of }: { of: CustomerProfile }) {
  const say = useMessage();
  const { dateTime } = useFormats();
  return (
    <Section title={say('customers.record')}>
      <Facts>
        {of.batch !== null && (
          <Fact name={say('customers.imported-from')}>
            {say('customers.file-row', { file: of.batch.fileName, row: of.batch.row })}{' '}
            <Link to="/customers" search={{ batch: of.batch.id }}>
              {say('customers.show-batch')}
            </Link>
          </Fact>
        )}
        <Fact name={say('customers.created')}>{dateTime(of.createdAt)}</Fact>
        <Fact name={say('customers.changed')}>{dateTime(of.updatedAt)}</Fact>
      </Facts>
    </Section>
  );
}
