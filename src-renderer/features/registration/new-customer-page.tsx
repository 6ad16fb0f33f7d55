import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { RegistrationForm } from '#shared/contract/registration.ts';
import { STEPS } from '#shared/domain/registration/steps.ts';
import { client } from '../../host/core.ts';
import { refusalOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { ForRole } from '../sign-in/index.ts';
import { FRESH } from './fresh.ts';
import { Wizard } from './wizard.tsx';

/** Which draft the address speaks of. */
export function draftSearchOf(search: Readonly<Record<string, unknown>>): { readonly draft?: string } {
  const { draft } = search;
  return typeof draft === 'string' && UUID.test(draft) ? { draft } : {};
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Adds a customer in six steps. The address has the number of the draft, so that a reload goes on with it. */
export function NewCustomerPage() {
  const say = useMessage();
  return (
    <ForRole needs="registration.save" title={say('registration.title')}>
      <Numbered />
    </ForRole>
  );
}

function Numbered() {
  const { draft } = useSearch({ from: '/customers/new' });
  const navigate = useNavigate();
  const [another, setAnother] = useState(FRESH);
  if (draft === undefined) return <Navigate to="/customers/new" search={{ draft: crypto.randomUUID() }} replace />;
  const begin = (form: RegistrationForm): void => {
    setAnother(form);
    void navigate({ to: '/customers/new', search: { draft: crypto.randomUUID() }, replace: true });
  };
  return <Draft key={draft} id={draft} fresh={another} onAnother={begin} />;
}

interface DraftProps {
  readonly id: string;
  readonly fresh: RegistrationForm;
  readonly onAnother: (form: RegistrationForm) => void;
}

type Found =
  | { readonly kind: 'new' }
  | { readonly kind: 'customer' }
  | { readonly kind: 'draft'; readonly step: number; readonly form: RegistrationForm; readonly savedAt: string };

/** The draft of a number; a new one when there is none, and the customer when it was saved already. */
async function find(id: string): Promise<Found> {
  try {
    return { kind: 'draft', ...(await client.registration.draft({ id })) };
  } catch (error) {
    if (refusalOf(error)?.code !== 'draft-gone') throw error;
  }
  const isSaved = await client.customers.get({ id }).then(
    () => true,
    () => false,
  );
  return { kind: isSaved ? 'customer' : 'new' };
}

function Draft({ id, fresh, onAnother }: DraftProps) {
  const say = useMessage();
  // Read once and not kept: there is a password in it.
  const { data, error, refetch } = useQuery({
    queryKey: ['registration', 'opened', id],
    queryFn: () => find(id),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (data === undefined) {
    return (
      <Page title={say('registration.title')}>
        {error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  if (data.kind === 'customer') return <Navigate to="/customers/$id" params={{ id }} replace />;
  if (data.kind === 'new') {
    return <Wizard opened={{ id, form: fresh, step: 1 }} savedAt={null} onAnother={onAnother} />;
  }
  const { form, savedAt } = data;
  const step = STEPS.find((one) => one === data.step) ?? 1;
  return <Wizard opened={{ id, form, step }} savedAt={savedAt} onAnother={onAnother} />;
}
