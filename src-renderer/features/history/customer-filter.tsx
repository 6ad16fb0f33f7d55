import { TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, core } from '../../host/core.ts';
import { refusalOf, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';

interface CustomerFilterProps {
  readonly customer: string | undefined;
  readonly onChange: (customer: string | null) => void;
}

/** One customer's history, asked for by username. */
export function CustomerFilter({ customer, onChange }: CustomerFilterProps) {
  const say = useMessage();
  const chosen = useQuery({
    ...core.customers.get.queryOptions({ input: { id: customer ?? '' } }),
    enabled: customer !== undefined,
  });
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const name = customer === undefined ? undefined : (chosen.data?.username ?? '…');
  const find = async (): Promise<void> => {
    const username = typed.trim();
    if (username === '') return;
    try {
      const { id } = await client.customers.find({ username });
      setTyped('');
      onChange(id);
    } catch (error) {
      setProblem(refusalOf(error) ? say('history.customer-none', { username }) : sentenceOf(error, say));
    }
  };
  return (
    <TextInput
      label={say('history.customer')}
      placeholder={say('history.customer-hint')}
      value={name ?? typed}
      readOnly={name !== undefined}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      error={problem}
      rightSection={
        name !== undefined && (
          <Button kind="icon" aria-label={say('history.remove-customer')} onClick={() => onChange(null)}>
            <IconX size={14} stroke={1.75} aria-hidden="true" />
          </Button>
        )
      }
      onChange={(event) => {
        setProblem(null);
        setTyped(event.currentTarget.value);
      }}
      onBlur={() => void find()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void find();
      }}
    />
  );
}
