import { Menu } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import type { InferContractRouterOutputs } from '@orpc/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Contract } from '#shared/contract/index.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import { toast } from '../../ui/toast.tsx';
import { type ListSearch, searchOf } from './place.ts';
import { SaveViewDialog } from './save-view-dialog.tsx';

export type SavedView = InferContractRouterOutputs<Contract>['customers']['views'][number];

interface ViewsMenuProps {
  readonly search: ListSearch;
  readonly views: readonly SavedView[];
  readonly onSearch: (search: ListSearch) => void;
}

/** One's own views: to keep this list as one, to rename it, to take it away. */
export function ViewsMenu({ search, views, onSearch }: ViewsMenuProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const [saving, setSaving] = useState(false);
  const open = views.find(({ id }) => id === search.mine);
  const renew = (): void => void cache.invalidateQueries({ queryKey: core.customers.views.key() });
  const onError = (error: Error): void => toast({ message: sentenceOf(error, say) });
  const takeBack = useMutation(core.customers.saveView.mutationOptions({ onSuccess: renew, onError }));
  const remove = useMutation({
    ...core.customers.removeView.mutationOptions({ onError }),
    onSuccess: (_, { id }) => {
      const gone = views.find((view) => view.id === id);
      renew();
      onSearch({ ...search, mine: undefined });
      if (gone === undefined) return;
      const { name, filter, sort, columns } = gone;
      toast({
        message: say('customers.view-removed', { name }),
        undo: () => takeBack.mutate({ name, filter, sort, columns }),
      });
    },
  });
  const face = (
    <>
      <IconBookmark size={16} stroke={1.5} aria-hidden="true" />
      {say('customers.my-views')}
    </>
  );
  return (
    <>
      <MenuButton kind="quiet" width={240} face={face}>
        <Menu.Item onClick={() => setSaving(true)}>{say('customers.save-view')}</Menu.Item>
        {open !== undefined && (
          <Menu.Item onClick={() => remove.mutate({ id: open.id })}>
            {say('customers.remove-view', { name: open.name })}
          </Menu.Item>
        )}
        {views.length > 0 && <Menu.Divider />}
        {views.map((view) => (
          <Menu.Item
            key={view.id}
            onClick={() => onSearch({ ...searchOf(view.filter, view.sort, view.columns), mine: view.id })}
          >
            {view.name}
          </Menu.Item>
        ))}
      </MenuButton>
      {saving && <SaveViewDialog search={search} open={open} onSearch={onSearch} onClose={() => setSaving(false)} />}
    </>
  );
}
