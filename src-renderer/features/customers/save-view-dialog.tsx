import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import { folded } from '#shared/domain/text.ts';
import { client, core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './list-bar.module.css';
import { columnsOf, type ListSearch, placeOf } from './place.ts';
import type { SavedView } from './views-menu.tsx';

interface SaveViewDialogProps {
  readonly search: ListSearch;
  /** The view that the list began with. */
  readonly open: SavedView | undefined;
  readonly onSearch: (search: ListSearch) => void;
  readonly onClose: () => void;
}

/** Keeps the list of now under a name: filters, order and columns. Under the name of an open view it takes its place. */
export function SaveViewDialog({ search, open, onSearch, onClose }: SaveViewDialogProps) {
  const say = useMessage();
  const form = useId();
  const cache = useQueryClient();
  const [name, setName] = useState(open?.name ?? '');
  const [rename, setRename] = useState(true);
  const isOther = open !== undefined && name.trim() !== '' && folded(name) !== folded(open.name);
  const save = useMutation({
    mutationFn: async () => {
      const saved = await client.customers.saveView({
        name,
        ...placeOf(search),
        columns: columnsOf(search)?.slice() ?? null,
      });
      if (isOther && rename) await client.customers.removeView({ id: open.id });
      return saved;
    },
    onSuccess: async (saved) => {
      await cache.invalidateQueries({ queryKey: core.customers.views.key() });
      onSearch({ ...search, mine: saved.id });
      onClose();
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() !== '' && !save.isPending) save.mutate();
  };
  return (
    <Dialog
      title={say('customers.save-view-title')}
      opened
      onClose={onClose}
      width={420}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} disabled={name.trim() === '' || save.isPending}>
            {say('customers.save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <p className="muted">{say('customers.save-view-text')}</p>
        <TextInput
          label={say('customers.view-name')}
          value={name}
          maxLength={60}
          data-autofocus
          error={save.error === null ? undefined : sentenceOf(save.error, say)}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {isOther && (
          <label className={styles.check}>
            <input type="checkbox" checked={rename} onChange={(event) => setRename(event.currentTarget.checked)} />
            {say('customers.rename-view', { name: open.name })}
          </label>
        )}
      </form>
    </Dialog>
  );
}
