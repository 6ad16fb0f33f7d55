import type { SyncConflict } from '#shared/contract/sync.ts';
import { valueOf } from '#shared/domain/history/words.ts';
import { useMessage } from '../../messages/use-message.ts';

const MONO: ReadonlySet<string> = new Set(['ip', 'mac', 'macs', 'cidr', 'gateway', 'host']);

/** One of two values, as people read it; of a secret only that there is one. */
export function SideValue({ of, field }: { of: SyncConflict['mine']; field: string | null }) {
  const say = useMessage();
  if (of === null) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="unseen">{say('sync.no-value')}</span>
      </>
    );
  }
  if (of.masked) return <span>{say('sync.masked')}</span>;
  if (of.value === null || of.value === '') return <span className="muted">{say('customer.empty')}</span>;
  const word = field === null ? null : valueOf(field, of.value);
  return (
    <span className={field !== null && MONO.has(field) ? 'mono' : undefined}>
      {word === null ? of.value : say(`history.value.${word}`)}
    </span>
  );
}
