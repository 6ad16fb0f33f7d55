import { useMemo } from 'react';
import type { FoundRecord } from '#shared/contract/adopt.ts';
import { useMessage } from '../../messages/use-message.ts';
import type { GridColumn } from '../../ui/grid/index.ts';

/** What stands on the router, as columns: the record, and whose it is. */
export function useFoundColumns(): readonly GridColumn<FoundRecord>[] {
  const say = useMessage();
  return useMemo(() => {
    const whose = ({ match }: FoundRecord): string =>
      match ? say(`adopt.by-${match.by}`, { username: match.username, name: match.fullName }) : say('adopt.new');
    return [
      { id: 'name', header: say('adopt.name'), width: 150, mono: true, text: ({ name }) => name },
      { id: 'whose', header: say('adopt.whose'), width: 230, text: whose },
      { id: 'router', header: say('adopt.router-now'), width: 110, text: ({ match }) => match?.router ?? '' },
      { id: 'profile', header: say('adopt.profile'), width: 120, text: ({ profile }) => profile ?? '' },
      { id: 'address', header: say('adopt.address'), width: 120, mono: true, text: ({ address }) => address ?? '' },
      { id: 'comment', header: say('adopt.comment'), width: 200, grow: true, text: ({ comment }) => comment ?? '' },
      { id: 'menu', header: say('adopt.menu'), width: 160, mono: true, text: ({ menu }) => menu },
    ];
  }, [say]);
}
