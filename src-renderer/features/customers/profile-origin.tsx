import { Link } from '@tanstack/react-router';
import type { CustomerProfile } from '#shared/contract/customers.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Fact, Facts, Section } from '../../ui/facts.tsx';

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
        <Fact name={say('customer.activated')}>{of.activatedAt !== null && dateTime(of.activatedAt)}</Fact>
        <Fact name={say('customers.changed')}>{dateTime(of.updatedAt)}</Fact>
        {of.deletedAt !== null && (
          <Fact name={say('customers.deleted')}>
            {of.deletedBy === null
              ? dateTime(of.deletedAt)
              : say('customer.deleted-by', { at: dateTime(of.deletedAt), by: of.deletedBy })}
          </Fact>
        )}
      </Facts>
    </Section>
  );
}
