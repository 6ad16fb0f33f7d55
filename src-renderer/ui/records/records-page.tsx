import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { folded } from '#shared/domain/text.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../button.tsx';
import { CouldNotLoad, Loading, NoMatches, NothingYet, StaleNotice } from '../page-states.tsx';
import { Page } from '../page.tsx';
import { SearchField } from '../search-field.tsx';
import { toast } from '../toast.tsx';
import { RecordForm } from './record-form.tsx';
import type { KeptLine, RecordScreen } from './record-screen.ts';
import { RecordsTable } from './records-table.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

interface RecordsPageProps<Line extends KeptLine, Fields> {
  readonly screen: RecordScreen<Line, Fields>;
  /** Whether this person may add one; who may not sees the list. */
  readonly mayAdd: boolean;
  /** Before the title: the way back. */
  readonly before?: ReactNode;
  /** Over the list, where there is one: what waits for the person. */
  readonly notice?: ReactNode;
}

/** The page of one kind of record that the settings keep; how to describe a kind stands at `RecordScreen`. */
export function RecordsPage<Line extends KeptLine, Fields>(props: RecordsPageProps<Line, Fields>) {
  const { screen, mayAdd, before, notice } = props;
  const say = useMessage();
  const cache = useQueryClient();
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: screen.queryKey,
    queryFn: () => screen.calls.list(),
  });
  const [search, setSearch] = useState('');
  const [form, setForm] = useState<{ readonly line: Line | null } | null>(null);
  const [removing, setRemoving] = useState<Line | null>(null);
  const retire = useMutation({
    mutationFn: (to: { id: string; retired: boolean }) => screen.calls.retire(to),
    onSettled: () => cache.invalidateQueries(),
    onError: (failure) => toast({ message: sentenceOf(failure, say) }),
  });

  const onRetire = (line: Line, retired: boolean): void => {
    const name = screen.titleOf(line);
    const change = (to: boolean) => retire.mutateAsync({ id: line.id, retired: to }).catch(() => undefined);
    void change(retired).then((done) => {
      if (done === undefined) return;
      toast({
        message: retired
          ? say(screen.words.retired ?? 'records.retired', { name })
          : say(screen.words.takenBack ?? 'records.taken-back', { name }),
        undo: () => void change(!retired),
      });
    });
  };

  const retry = (): void => void refetch();
  const lines = data?.filter((line) => found(line, search, screen));
  const add = (kind: 'primary' | 'plain') => (
    <Button kind={kind} onClick={() => setForm({ line: null })}>
      {say(screen.words.add)}
    </Button>
  );
  const isEmpty = data?.length === 0;
  return (
    <Page
      title={say(screen.words.title)}
      layout="fill"
      before={before}
      middle={!isEmpty && <SearchField label={say('records.search')} value={search} onSearch={setSearch} />}
      actions={mayAdd && !isEmpty && add('primary')}
    >
      {error !== null && data !== undefined && <StaleNotice error={error} onRetry={retry} lastGood={dataUpdatedAt} />}
      {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={retry} />}
      {error === null && data === undefined && <Loading />}
      {isEmpty && (
        <NothingYet
          title={say(screen.words.none)}
          text={say(screen.words.noneText)}
          actions={mayAdd && add('primary')}
        />
      )}
      {!isEmpty && notice}
      {!isEmpty && lines?.length === 0 && (
        <NoMatches text={say('records.none-match', { search })} onClear={() => setSearch('')} />
      )}
      {lines !== undefined && lines.length > 0 && (
        <RecordsTable
          screen={screen}
          lines={lines}
          onEdit={(line) => setForm({ line })}
          onRetire={onRetire}
          onRemove={setRemoving}
        />
      )}
      {form !== null && <RecordForm screen={screen} line={form.line} onClose={() => setForm(null)} />}
      {removing !== null && <RemoveDialog screen={screen} line={removing} onClose={() => setRemoving(null)} />}
    </Page>
  );
}

function found<Line extends KeptLine, Fields>(line: Line, search: string, screen: RecordScreen<Line, Fields>): boolean {
  const text = folded(`${screen.titleOf(line)} ${screen.searchOf?.(line) ?? ''}`);
  return folded(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
