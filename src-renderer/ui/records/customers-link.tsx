import { Link } from '@tanstack/react-router';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';

interface CustomersLinkProps {
  readonly count: number;
  /** The condition of the customers' list, and whose id it is. */
  readonly by: 'packages' | 'billingProfiles' | 'zones' | 'operators';
  readonly id: string;
  /** The record's name, for those who hear the link and not the row. */
  readonly name: string;
}

/** How many customers have a record, with the way to them. */
export function CustomersLink({ count, by, id, name }: CustomersLinkProps) {
  const say = useMessage();
  const formats = useFormats();
  if (count === 0) return formats.count(0);
  return (
    <Link
      to="/customers"
      search={{ [by]: id, status: 'any' }}
      aria-label={say('records.customers-of', { count, name })}
    >
      {formats.count(count)}
    </Link>
  );
}
