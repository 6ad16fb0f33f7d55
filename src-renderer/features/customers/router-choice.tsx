import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';

interface RouterChoiceProps {
  readonly chosen: string | null;
  readonly onChange: (chosen: string | null) => void;
}

/** A router for a customer, or none: then its address and its package say which one it is on. */
export function RouterChoice({ chosen, onChange }: RouterChoiceProps) {
  const say = useMessage();
  const { data: routers = [] } = useQuery(core.routers.list.queryOptions());
  const offered = routers
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      label={say('actions.new-change-router')}
      description={offered.length === 0 ? say('actions.no-routers') : undefined}
      data={[{ value: 'none', label: say('actions.no-router') }, ...offered]}
      value={chosen}
      onChange={onChange}
      searchable
      nothingFoundMessage={say('actions.nothing-found')}
      allowDeselect={false}
      maxDropdownHeight={220}
      comboboxProps={{ withinPortal: false, floatingStrategy: 'fixed', shadow: 'md' }}
      data-autofocus
    />
  );
}
