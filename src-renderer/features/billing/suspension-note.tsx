import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { client, core, queryClient } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { personOf } from '../../messages/person.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import styles from './billing.module.css';
import type { Suspension } from './suspensions-page.tsx';

/** What a reviewer says of a suspension, written in its place: Enter keeps it, Escape leaves it as it was. */
export function SuspensionNote({ of }: { of: Suspension }) {
  const say = useMessage();
  const { dateTime } = useFormats();
  const kept = of.note ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (note: string) => client.ledger.noteSuspension({ id: of.id, note }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: core.ledger.suspensions.key() });
      setTyped(null);
      toast({ message: say('suspensions.saved', { name: personOf(of, say) }), about: 'suspension' });
    },
  });
  const isChanged = typed !== null && typed.trim() !== kept;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isChanged && !isPending) mutate(typed.trim());
  };
  return (
    <form className={styles.noteLine} onSubmit={submit}>
      <div>
        <TextInput
          aria-label={say('suspensions.note-of', { username: of.username, time: dateTime(of.at) })}
          placeholder={say('suspensions.note-placeholder')}
          value={typed ?? kept}
          maxLength={500}
          autoComplete="off"
          error={error === null ? undefined : sentenceOf(error, say)}
          onChange={(event) => {
            reset();
            setTyped(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || typed === null) return;
            event.preventDefault();
            setTyped(null);
          }}
        />
        {of.notedAt !== null && !isChanged && (
          <span className={styles.note}>
            {say('suspensions.noted', { by: of.notedBy ?? '', date: dateTime(of.notedAt) })}
          </span>
        )}
      </div>
      {isChanged && (
        <Button type="submit" aria-disabled={isPending}>
          {say('suspensions.save')}
        </Button>
      )}
      {!isChanged && of.notedAt === null && (
        <Button
          aria-label={say('suspensions.looked-of', { username: of.username, time: dateTime(of.at) })}
          aria-disabled={isPending}
          onClick={() => !isPending && mutate('')}
        >
          {say('suspensions.looked')}
        </Button>
      )}
    </form>
  );
}
