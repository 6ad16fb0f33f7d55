import { TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { parseCidr } from '#shared/domain/ip/ipv4.ts';
import { readReserved, type TypedRange } from '#shared/domain/ip/reserved.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { useForm, useNote, useText, type Value } from '../../ui/records/index.ts';
import styles from './network-addresses.module.css';

/** A form keeps texts: the three of a line, apart by what nobody can type into a field. */
const APART = '\n';

export const typedRange = ({ from, to, note }: TypedRange): string =>
  [from, to === from ? '' : to, note ?? ''].join(APART);

/** The lines as they stand in the form; those that are all empty say nothing. */
export function rangesOf(typed: Value | undefined): TypedRange[] {
  return linesOf(typed).filter(({ from, to, note }) => `${from}${to}${note ?? ''}`.trim() !== '');
}

function linesOf(typed: Value | undefined): TypedRange[] {
  if (typeof typed !== 'object') return [];
  return typed.map((line) => {
    const [from = '', to = '', note = ''] = line.split(APART);
    return { from, to, note };
  });
}

/** What of a block no customer is given, a range a line. `taken`: customers who sit on what is reserved. */
export function ReservedField({ taken }: { taken: number }) {
  const say = useMessage();
  const { typed, set } = useForm();
  const add = useRef<HTMLButtonElement>(null);
  const rows = useRef<HTMLUListElement>(null);
  const note = useNote('reserved', (theirs) =>
    linesOf(Array.isArray(theirs) ? theirs.map(String) : [])
      .map(({ from, to }) => (to === '' ? from : `${from} – ${to}`))
      .join(', '),
  );
  const lines = linesOf(typed['reserved']);
  const wrong = useWrong(note !== undefined, lines);
  const put = (next: readonly TypedRange[]): void => set('reserved', next.map(typedRange));
  const change = (at: number, over: Partial<TypedRange>): void =>
    put(lines.map((line, i) => (i === at ? { ...line, ...over } : line)));
  return (
    <fieldset className={styles.reserved}>
      <legend>{say('networkAddresses.reserved')}</legend>
      <p className="muted">{say('networkAddresses.reserved-hint')}</p>
      {taken > 0 && <p className={styles.keeps}>{say('networkAddresses.reserved-taken', { count: taken })}</p>}
      {lines.length > 0 && (
        <ul ref={rows} className={styles.ranges}>
          {lines.map(({ from, to, note: what }, i) => (
            <li key={i}>
              <TextInput
                aria-label={say('networkAddresses.reserved-from', { line: i + 1 })}
                placeholder={say('networkAddresses.from')}
                classNames={{ input: 'mono' }}
                value={from}
                maxLength={50}
                autoComplete="off"
                spellCheck={false}
                error={wrong?.at === i && wrong.end === 'from'}
                onChange={(event) => change(i, { from: event.currentTarget.value })}
              />
              <TextInput
                aria-label={say('networkAddresses.reserved-to', { line: i + 1 })}
                placeholder={say('networkAddresses.to')}
                classNames={{ input: 'mono' }}
                value={to}
                maxLength={50}
                autoComplete="off"
                spellCheck={false}
                error={wrong?.at === i && wrong.end === 'to'}
                onChange={(event) => change(i, { to: event.currentTarget.value })}
              />
              <TextInput
                aria-label={say('networkAddresses.reserved-note', { line: i + 1 })}
                placeholder={say('networkAddresses.note')}
                value={what ?? ''}
                maxLength={100}
                autoComplete="off"
                onChange={(event) => change(i, { note: event.currentTarget.value })}
              />
              <Button
                kind="icon"
                aria-label={say('networkAddresses.reserved-remove', { line: i + 1 })}
                onClick={() => {
                  put(lines.filter((_, at) => at !== i));
                  add.current?.focus();
                }}
              >
                <IconX size={14} stroke={1.75} aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {note !== undefined && <div className={styles.wrong}>{note}</div>}
      <Button
        ref={add}
        onClick={() => {
          put([...lines, { from: '', to: '', note: '' }]);
          // When the new line is there.
          requestAnimationFrame(() => rows.current?.querySelector<HTMLElement>('li:last-child input')?.focus());
        }}
      >
        {say('networkAddresses.reserved-add')}
      </Button>
    </fieldset>
  );
}

/** The line that a complaint is about, and the end of it; of a range as a whole, where it begins. */
function useWrong(
  isWrong: boolean,
  lines: readonly TypedRange[],
): { readonly at: number; readonly end: 'from' | 'to' } | null {
  const block = parseCidr(useText('cidr'));
  if (!isWrong || !block) return null;
  const given = lines.flatMap((line, at) => (rangesOf([typedRange(line)]).length === 0 ? [] : [{ ...line, at }]));
  const read = readReserved(given, block);
  if (read.kind === 'ranges') return null;
  const at = given[read.line]?.at;
  return at === undefined ? null : { at, end: read.kind === 'outside' ? read.end : 'from' };
}
