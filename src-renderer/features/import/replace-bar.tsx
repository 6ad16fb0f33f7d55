import { IconX } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import type { Session } from '#shared/contract/import.ts';
import type { RowFilter, Step } from '#shared/domain/import/choices.ts';
import type { ImportField } from '#shared/domain/import/fields.ts';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import styles from './replace-bar.module.css';

interface ReplaceBarProps {
  readonly session: Session;
  /** Only in the rows that it shows. */
  readonly filter: RowFilter;
  /** The column that the cursor stands in. */
  readonly field: ImportField | null;
  readonly onReplace: (step: Step) => void;
  readonly onClose: () => void;
}

/** Find and replace over the grid: says how many cells it would change before it does. */
export function ReplaceBar({ session, filter, field: begun, onReplace, onClose }: ReplaceBarProps) {
  const say = useMessage();
  const [find, setFind] = useState('');
  const [instead, setInstead] = useState('');
  const [field, setField] = useState<ImportField | ''>(begun ?? '');
  const [whole, setWhole] = useState(false);
  const step: Step = { kind: 'replace', field: field === '' ? null : field, find, with: instead, whole, filter };
  const trial = useQuery({
    ...core.import.tryReplace.queryOptions({ input: { session: session.id, step }, staleTime: 0 }),
    enabled: find !== '',
    placeholderData: keepPreviousData,
  });
  const changed = find === '' ? undefined : trial.data?.changed;
  const replace = (event: SubmitEvent): void => {
    event.preventDefault();
    if (find !== '' && changed !== 0) onReplace(step);
  };
  return (
    <form
      className={styles.bar}
      aria-label={say('import.replace')}
      onSubmit={replace}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <input
        autoFocus
        aria-label={say('import.find')}
        placeholder={say('import.find')}
        value={find}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setFind(event.currentTarget.value)}
      />
      <input
        aria-label={say('import.replace-with')}
        placeholder={say('import.replace-with')}
        value={instead}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setInstead(event.currentTarget.value)}
      />
      <Choice
        label={say('import.in-column')}
        value={field}
        options={[
          { value: '' as const, word: say('import.every-column') },
          ...session.fields.map((one) => ({ value: one.field, word: one.label })),
        ]}
        onChoose={setField}
      />
      <label className={styles.whole}>
        <input type="checkbox" checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />
        {say('import.whole-cell')}
      </label>
      <span className={styles.count} role="status">
        {changed !== undefined && say('import.would-change', { count: changed })}
      </span>
      <Button type="submit" disabled={changed === undefined || changed === 0}>
        {say('import.replace-all')}
      </Button>
      <Button kind="icon" aria-label={say('common.close')} onClick={onClose}>
        <IconX size={16} stroke={1.75} aria-hidden="true" />
      </Button>
    </form>
  );
}
