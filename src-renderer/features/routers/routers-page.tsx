import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { RouterFields, RouterLine } from '#shared/contract/routers.ts';
import { client, core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/page-states.tsx';
import { ownerColumn, type RecordScreen, RecordsPage, useOwners } from '../../ui/records/index.ts';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import { Address, Checked, Contact, Cpu, HeldBy, Jobs, Sessions, State, Use, Version } from './cells.tsx';
import { RouterForm } from './router-form.tsx';
import { TakeOverDialog } from './take-over-dialog.tsx';
import { TestDialog } from './test-dialog.tsx';
import { routerOf, typedRouter } from './typed-router.ts';
import { useWrites, WritesDialog } from './writes-dialog.tsx';

/** How many routers are spoken of over the list at once. */
const NOTICES = 2;

/** How often the routers are asked while somebody looks, in milliseconds. */
const LOOK = 10_000;

const nothing = (): void => undefined;

/** The routers of the office's network: what they say of themselves, and whether they can be asked. */
export function RoutersPage() {
  const say = useMessage();
  const owners = useOwners();
  const mayAdd = useMay('routers.add').allowed;
  const mayTest = useMay('routers.test').allowed;
  // Whoever looks here sees routers come and go.
  const { data: lines = [] } = useQuery({ ...core.routers.list.queryOptions(), refetchInterval: LOOK });
  const navigate = useNavigate();
  // Whose a router is stands there once one is somebody else's: the list has no room to say the same of all.
  const ofOthers = lines.some(({ operatorId }) => operatorId !== owners.own);
  const [testing, setTesting] = useState<RouterLine | null>(null);
  // A console that works alone holds all of them.
  const isShared = lines.some(({ holder }) => holder !== null);
  const mayTake = useMay('routers.takeOver').allowed;
  const [taking, setTaking] = useState<RouterLine | null>(null);
  const [asking, setAsking] = useState<RouterLine | null>(null);
  const { mutate: write } = useWrites(nothing);
  const screen = useMemo(
    (): RecordScreen<RouterLine, RouterFields> => ({
      words: {
        title: 'routers.title',
        add: 'routers.add',
        edit: 'routers.edit',
        none: 'routers.none',
        noneText: 'routers.none-text',
      },
      queryKey: core.routers.list.queryKey(),
      calls: client.routers,
      titleOf: ({ name }) => name,
      searchOf: ({ code, host, operator, contact }) => `${code ?? ''} ${host} ${operator} ${contact.identity ?? ''}`,
      columns: [
        { id: 'address', header: 'routers.address', cell: (line) => <Address of={line} />, mono: true },
        ...(ofOthers ? ownerColumn<RouterLine>(owners) : []),
        {
          id: 'state',
          header: 'routers.state',
          cell: (line) => <State of={line} {...(mayTest && { onTest: () => setTesting(line) })} />,
        },
        { id: 'use', header: 'routers.use', cell: (line) => <Use of={line} /> },
        ...(isShared
          ? [{ id: 'holder', header: 'routers.holder', cell: (line: RouterLine) => <HeldBy of={line} /> } as const]
          : []),
        { id: 'sessions', header: 'routers.sessions', cell: (line) => <Sessions of={line} />, align: 'end' },
        { id: 'cpu', header: 'routers.cpu', cell: (line) => <Cpu of={line} />, align: 'end' },
        { id: 'version', header: 'routers.version', cell: (line) => <Version of={line} /> },
        { id: 'contact', header: 'routers.contact', cell: (line) => <Contact of={line} /> },
        { id: 'check', header: 'routers.check', cell: (line) => <Checked of={line} isOpen={mayTest} /> },
        { id: 'jobs', header: 'routers.jobs', cell: (line) => <Jobs of={line} state="queued" />, align: 'end' },
        { id: 'failed', header: 'routers.failed', cell: (line) => <Jobs of={line} state="failed" />, align: 'end' },
      ],
      actions: [
        {
          word: 'routers.adopt',
          can: ({ hasPassword }) => mayTest && hasPassword,
          open: ({ id }) => void navigate({ to: '/routers/$id/adopt', params: { id } }),
        },
        {
          word: 'routers.drift',
          can: ({ hasPassword }) => mayTest && hasPassword,
          open: ({ id }) => void navigate({ to: '/routers/$id/drift', params: { id } }),
        },
        {
          word: 'routers.see-jobs',
          can: () => true,
          // Where there is something: what failed is not behind an empty list of what waits.
          open: ({ id, queued, failed }) =>
            void navigate({
              to: '/jobs',
              search: { router: id, ...(queued === 0 && failed > 0 && { state: 'failed' }) },
            }),
        },
        { word: 'routers.test', can: () => mayTest, open: setTesting },
        {
          word: 'routers.take-over',
          can: ({ holder }) => mayTake && holder !== null && holder.who !== 'here',
          open: setTaking,
        },
        { word: 'routers.writes-do', can: ({ writes }) => !writes, open: setAsking },
        {
          word: 'routers.writes-stop',
          can: ({ writes }) => writes,
          open: (line) =>
            write({ line, writes: false }, { onError: (error) => toast({ message: sentenceOf(error, say) }) }),
        },
      ],
      typedOf: (line) => typedRouter(line, owners.own),
      fieldsOf: routerOf,
      Form: RouterForm,
      width: 760,
    }),
    [owners, ofOthers, isShared, mayTake, mayTest, write, say, navigate],
  );
  const silent = lines.filter(({ writes, retiredAt, mayChange }) => !writes && retiredAt === null && mayChange);
  return (
    <>
      <RecordsPage
        screen={screen}
        mayAdd={mayAdd && owners.own !== ''}
        notice={silent.slice(0, NOTICES).map((line) => (
          <Notice key={line.id} actions={<Button onClick={() => setAsking(line)}>{say('routers.writes-do')}</Button>}>
            {say('routers.writes-notice', { name: line.name })}
          </Notice>
        ))}
      />
      {testing !== null && (
        <TestDialog
          line={lines.find(({ id }) => id === testing.id) ?? testing}
          mayTrust={testing.mayChange}
          onClose={() => setTesting(null)}
        />
      )}
      {taking !== null && <TakeOverDialog line={taking} onClose={() => setTaking(null)} />}
      {asking !== null && <WritesDialog line={asking} onClose={() => setAsking(null)} />}
    </>
  );
}
