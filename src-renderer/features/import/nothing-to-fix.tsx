import type { SessionCounts } from '#shared/contract/import.ts';
import type { RowFilter } from '#shared/domain/import/choices.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { NoMatches, NothingYet } from '../../ui/page-states.tsx';

interface NothingToFixProps {
  readonly filter: RowFilter;
  readonly counts: SessionCounts | null;
  readonly onAll: () => void;
}

/** No row shows: because nothing is wrong, because nothing was left out, or because nothing fits what was asked for. */
export function NothingToFix({ filter, counts, onAll }: NothingToFixProps) {
  const say = useMessage();
  const isNarrowed = filter.text !== undefined || filter.code !== undefined;
  if (!isNarrowed && filter.show === 'errors' && counts?.errors === 0) {
    return (
      <NothingYet
        title={say('import.no-errors')}
        text={say('import.no-errors-text', { count: counts.ready })}
        actions={<Button onClick={onAll}>{say('import.show-all')}</Button>}
      />
    );
  }
  return <NoMatches text={say('import.none-match')} onClear={onAll} />;
}
