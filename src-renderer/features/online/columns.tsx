import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { OnlineSession } from '#shared/contract/online.ts';
import { useFormats } from '../../messages/use-formats.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import type { Formats } from '../../messages/formats.ts';
import { type Say, useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import type { GridColumn } from '../../ui/grid/index.ts';
import { rateWords, uptimeWords, usedWords } from '../../ui/sessions/index.ts';

/** The columns of the list. `onDisconnect`: undefined where the role may not; `hasServer`: whether one tells of them too. */
export function useOnlineColumns(
  hasServer: boolean,
  onDisconnect: ((session: OnlineSession) => void) | undefined,
): readonly GridColumn<OnlineSession>[] {
  const say = useMessage();
  const formats = useFormats();
  return useMemo(() => {
    // What a server tells besides stands beside the rest on a screen of 1366: the columns are narrower then.
    const wide = !hasServer;
    const columns: GridColumn<OnlineSession>[] = [
      {
        id: 'username',
        header: say('online.user'),
        width: wide ? 150 : 120,
        sticky: true,
        text: ({ username }) => username,
        render: ({ username, customer }) =>
          customer === null ? (
            username
          ) : (
            // The grid is one Tab stop: by keyboard, Enter opens the customer.
            <Link to="/customers/$id" params={{ id: customer }} tabIndex={-1}>
              {username}
            </Link>
          ),
      },
      {
        id: 'name',
        header: say('online.name'),
        width: wide ? 180 : 112,
        grow: true,
        text: ({ fullName }) => fullName ?? say('online.nobody'),
        render: ({ fullName }) => fullName ?? <span className="muted">{say('online.nobody')}</span>,
      },
      { id: 'router', header: say('online.router'), width: wide ? 130 : 100, text: ({ router }) => router },
      {
        id: 'address',
        header: say('online.address'),
        width: wide ? 124 : 112,
        mono: true,
        text: ({ address }) => address ?? '',
      },
      { id: 'mac', header: say('online.mac'), width: wide ? 152 : 144, mono: true, text: ({ mac }) => mac ?? '' },
      {
        id: 'uptime',
        header: say('online.uptime'),
        width: 92,
        align: 'end',
        text: ({ uptimeSeconds }) => uptimeWords(uptimeSeconds, say),
      },
      {
        id: 'rate',
        header: say('online.rate'),
        width: wide ? 140 : 116,
        align: 'end',
        text: (session) => rateWords(session, say, formats),
      },
      ...(hasServer ? byServer(say, formats) : []),
    ];
    if (onDisconnect === undefined) return columns;
    const name = say('online.disconnect');
    return [
      ...columns,
      {
        id: 'disconnect',
        header: name,
        width: 104,
        sticky: 'end',
        text: () => name,
        render: (session) => (
          <Button
            kind="quiet"
            tabIndex={-1}
            aria-label={say('online.disconnect-of', { name: session.username, router: session.router })}
            onClick={() => onDisconnect(session)}
          >
            {name}
          </Button>
        ),
      },
    ];
  }, [say, formats, hasServer, onDisconnect]);
}

const SOURCE: Readonly<Record<OnlineSession['knownFrom'], MessageKey>> = {
  router: 'online.source-router',
  server: 'online.source-server',
  both: 'online.source-both',
};

/** What there is to say where a central server tells of sessions too. */
const byServer = (say: Say, formats: Formats): readonly GridColumn<OnlineSession>[] => [
  {
    id: 'used',
    header: say('online.used'),
    width: 140,
    align: 'end',
    text: (session) => usedWords(session, formats),
  },
  { id: 'source', header: say('online.source'), width: 80, text: ({ knownFrom }) => say(SOURCE[knownFrom]) },
];
