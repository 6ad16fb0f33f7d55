import { IconPlugConnectedX } from '@tabler/icons-react';
import type { InferContractRouterOutputs } from '@orpc/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Contract } from '#shared/contract/index.ts';
import type { OnlineSession } from '#shared/contract/online.ts';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import {
  DisconnectDialog,
  rateWords,
  StaleRouters,
  StaleServer,
  uptimeWords,
  usedWords,
} from '../../ui/sessions/index.ts';
import { useMay } from '../sign-in/index.ts';
import { useCustomer } from './customer-context.ts';
import styles from './customer-page.module.css';
import { OnlineBefore } from './online-before.tsx';

/** How often is looked again, and while no router has told anything yet, in ms. */
const LATER = 5000;
const SOON = 500;

/** Where and since when the customer is online now, and with a central server when they were, and what they used. */
export function SessionsPart() {
  const say = useMessage();
  const { id } = useCustomer();
  const may = useMay('online.disconnect');
  const mayRead = useMay('online.refresh').allowed;
  const [asked, setAsked] = useState<readonly OnlineSession[]>([]);
  const { data, error, refetch } = useQuery({
    ...core.online.list.queryOptions({ input: { customer: id, limit: 500 } }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isReadingYet(state.data) ? SOON : LATER),
  });
  if (data === undefined)
    return error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={() => void refetch()} />;
  const { sessions, routers, server } = data;
  if (routers.length === 0 && server === null) return <NoRouter />;
  const isReading = sessions.length === 0 && isReadingYet(data);
  // Nobody who would know answers now: that is no word for being offline.
  const isKnown = [...routers, ...(server === null ? [] : [server])].some(({ reason }) => reason === null);
  return (
    <>
      <StaleServer server={server} mayRead={mayRead} />
      <StaleRouters routers={routers} mayRead={mayRead} />
      <div className={server === null ? styles.single : styles.money}>
        <div className={styles.bar}>
          <p className="muted">
            {may.why ?? say(server?.reason === null ? 'online.customer-text-server' : 'online.customer-text')}
          </p>
          {sessions.length > 0 && (
            <Button
              kind="danger"
              aria-disabled={!may.allowed}
              title={may.why}
              onClick={() => (may.allowed ? setAsked(sessions) : undefined)}
            >
              {say('online.disconnect')}
            </Button>
          )}
        </div>
        {isReading && <p className={styles.none}>{say('online.reading')}</p>}
        {sessions.length === 0 && !isReading && (
          <p className={styles.none}>{say(isKnown ? 'online.customer-offline' : 'online.customer-unknown')}</p>
        )}
        {sessions.length > 0 && <Sessions sessions={sessions} hasServer={server !== null} />}
        {server !== null && <OnlineBefore customer={id} isWhyTold={server.reason !== null} />}
      </div>
      <DisconnectDialog sessions={asked} onClose={() => setAsked([])} />
    </>
  );
}

type Told = InferContractRouterOutputs<Contract>['online']['list'];

/** Whether one of those who tell has neither told nor failed. */
const isReadingYet = ({ routers, server }: Told): boolean =>
  [...routers, ...(server === null ? [] : [server])].some(({ readAt, reason }) => readAt === null && reason === null);

const NOW = ['router', 'kind', 'address', 'mac', 'uptime', 'rate'] as const;

function NoRouter() {
  const say = useMessage();
  return (
    <section className={styles.empty}>
      <IconPlugConnectedX size={32} stroke={1.25} aria-hidden="true" />
      <h2>{say('customer.no-router')}</h2>
      <p>{say('customer.no-router-text')}</p>
    </section>
  );
}

function Sessions({ sessions, hasServer }: { sessions: readonly OnlineSession[]; hasServer: boolean }) {
  const say = useMessage();
  const formats = useFormats();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {[...NOW, ...(hasServer ? (['used', 'source'] as const) : [])].map((column) => (
            <th key={column} scope="col">
              {say(`online.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <tr key={`${session.routerId ?? ''} ${session.id}`}>
            <td>{session.router}</td>
            <td>{session.kind && say(`online.${session.kind}`)}</td>
            <td className="mono">{session.address}</td>
            <td className="mono">{session.mac}</td>
            <td>{uptimeWords(session.uptimeSeconds, say)}</td>
            <td>{rateWords(session, say, formats)}</td>
            {hasServer && <td>{usedWords(session, formats)}</td>}
            {hasServer && <td>{say(`online.source-${session.knownFrom}`)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
