import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { CustomFieldLine } from '#shared/contract/fields.ts';
import { client, core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { CouldNotLoad, Loading, NothingYet, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { type KeptLine, RecordForm, type RecordScreen } from '../../ui/records/index.ts';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import { type FieldDraft, FieldForm, fieldOf, typedField } from './field-form.tsx';
import { FieldsTable } from './fields-table.tsx';
import { RemoveField } from './remove-field.tsx';

type Line = CustomFieldLine & KeptLine;

const kept = (field: CustomFieldLine): Line => ({ ...field, retiredAt: field.removed?.at ?? null, mayChange: true });
const never = (): never => {
  throw new Error('A field is not retired: it is removed, and can be taken back');
};

const screen: RecordScreen<Line, FieldDraft> = {
  words: {
    title: 'fields.title',
    add: 'fields.add',
    edit: 'fields.edit',
    none: 'fields.none',
    noneText: 'fields.none-text',
  },
  queryKey: core.fields.list.queryKey(),
  calls: {
    list: async () => (await client.fields.list()).map(kept),
    add: async (draft) => kept(await client.fields.add(draft)),
    change: async (to) => kept(await client.fields.change(to)),
    retire: never,
    remove: never,
  },
  titleOf: ({ label }) => label,
  columns: [],
  typedOf: typedField,
  fieldsOf: fieldOf,
  Form: FieldForm,
};

/** The ISP's own fields of a customer, in the order in which forms show them. */
export function FieldsPage() {
  const say = useMessage();
  const cache = useQueryClient();
  const { allowed } = useMay('fields.add');
  const { data, error, refetch, dataUpdatedAt } = useQuery(core.fields.list.queryOptions());
  const [form, setForm] = useState<{ readonly line: Line | null } | null>(null);
  const [removing, setRemoving] = useState<CustomFieldLine | null>(null);
  const tell = (failure: unknown): void => toast({ message: sentenceOf(failure, say) });
  const reorder = useMutation(
    core.fields.reorder.mutationOptions({
      onError: tell,
      onSettled: () => cache.invalidateQueries(),
    }),
  );
  const takeBack = useMutation(
    core.fields.takeBack.mutationOptions({
      onSuccess: ({ label }) => toast({ message: say('fields.taken-back', { label }) }),
      onError: tell,
      onSettled: () => cache.invalidateQueries(),
    }),
  );
  const fields = useMemo(() => data?.filter(({ removed }) => removed === null) ?? [], [data]);
  const removed = data?.filter((field) => field.removed !== null) ?? [];

  const move = (id: string, by: -1 | 1): void => {
    const ids = fields.map((field) => field.id);
    const from = ids.indexOf(id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= ids.length || reorder.isPending) return;
    ids.splice(to, 0, ...ids.splice(from, 1));
    // At once, so that the keyboard can go on: the answer follows.
    cache.setQueryData(core.fields.list.queryKey(), (now) =>
      now?.toSorted((one, other) => placeIn(ids, one) - placeIn(ids, other)),
    );
    reorder.mutate({ ids });
  };
  const retry = (): void => void refetch();
  const add = (
    <Button kind="primary" onClick={() => setForm({ line: null })}>
      {say('fields.add')}
    </Button>
  );
  return (
    <Page title={say('fields.title')} layout="fill" actions={allowed && data !== undefined && data.length > 0 && add}>
      {error !== null && data !== undefined && <StaleNotice error={error} onRetry={retry} lastGood={dataUpdatedAt} />}
      {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={retry} />}
      {error === null && data === undefined && <Loading />}
      {data?.length === 0 && (
        <NothingYet title={say('fields.none')} text={say('fields.none-text')} actions={allowed && add} />
      )}
      {data !== undefined && data.length > 0 && (
        <FieldsTable
          fields={fields}
          removed={removed}
          mayChange={allowed}
          onEdit={(field) => setForm({ line: kept(field) })}
          onMove={move}
          onRemove={setRemoving}
          onTakeBack={({ id }) => takeBack.mutate({ id })}
        />
      )}
      {form !== null && <RecordForm screen={screen} line={form.line} onClose={() => setForm(null)} />}
      {removing !== null && (
        <RemoveField
          field={removing}
          onRemoved={({ id }) => takeBack.mutate({ id })}
          onClose={() => setRemoving(null)}
        />
      )}
    </Page>
  );
}

/** What was removed stands behind. */
const placeIn = (ids: readonly string[], { id }: CustomFieldLine): number => {
  const place = ids.indexOf(id);
  return place < 0 ? ids.length : place;
};
