import { useQuery, useQueryClient } from '@tanstack/react-query';
import { client, core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './unfinished.module.css';

/** Older ones are offered when these are done with. */
const SHOWN = 3;

/** Customers that somebody began to add and has not: to go on with, or to give up. `except`: the one that is on the screen. */
export function Unfinished({ except }: { readonly except?: string }) {
  const say = useMessage();
  const cache = useQueryClient();
  const { clock, dateTime } = useFormats();
  const { allowed } = useMay('registration.drafts');
  const { data = [] } = useQuery({ ...core.registration.drafts.queryOptions(), enabled: allowed, staleTime: 0 });
  const others = data.filter(({ id }) => id !== except);
  const again = () => cache.invalidateQueries({ queryKey: core.registration.drafts.key() });
  const discard = async (id: string, name: string): Promise<void> => {
    const { step, form } = await client.registration.draft({ id });
    await client.registration.discardDraft({ id });
    await again();
    const undo = (): void => void client.registration.keepDraft({ id, step, form }).then(again);
    toast({ message: say('registration.discarded', { name }), undo });
  };
  const isToday = (at: string): boolean => new Date(at).toDateString() === new Date().toDateString();
  if (others.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={say('registration.unfinished-list')}>
      {others.slice(0, SHOWN).map(({ id, fullName, username, savedAt }) => {
        const name = fullName || username || say('registration.no-name');
        const time = isToday(savedAt) ? clock(savedAt) : dateTime(savedAt);
        return (
          <li key={id}>
            <p>{say('registration.unfinished', { name, time })}</p>
            <ButtonLink to="/customers/new" search={{ draft: id }} aria-label={say('registration.resume-of', { name })}>
              {say('registration.resume')}
            </ButtonLink>
            <Button
              kind="quiet"
              aria-label={say('registration.discard-of', { name })}
              onClick={() => void discard(id, name).catch(again)}
            >
              {say('registration.discard')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
