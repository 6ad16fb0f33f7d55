import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMessage } from '../../messages/use-message.ts';
import { CheckList } from '../../ui/check-list.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { choicesOf, customConditions, type FilterKind, isCustomKind, isSpan, withCustom } from './filter-kinds.ts';
import type { GoneWord } from './gone-words.ts';
import styles from './list-bar.module.css';
import type { ListSearch } from './place.ts';
import type { Reference } from './use-reference.ts';

interface FilterEditorProps {
  readonly kind: FilterKind;
  readonly label: string;
  readonly search: ListSearch;
  readonly reference: Reference;
  /** What can no longer be chosen but is, so that it can be unticked. */
  readonly goneWord: GoneWord;
  readonly onSearch: (search: ListSearch) => void;
}

/** What a condition asks for, under its chip: choices, days, a part of a text. It counts as it is filled in. */
export function FilterEditor({ kind, label, search, reference, goneWord, onSearch }: FilterEditorProps) {
  const say = useMessage();
  if (isSpan(kind)) return <Days kind={kind} label={label} search={search} onSearch={onSearch} />;
  if (isCustomKind(kind))
    return <Own kind={kind} label={label} search={search} reference={reference} onSearch={onSearch} />;
  const choices = choicesOf(kind, reference, say) ?? [];
  if (kind === 'suspendedReason') {
    return (
      <RadioList
        label={label}
        choices={(['manual', 'unpaid'] as const).map((value) => ({
          value,
          word: choices.find((one) => one.value === value)?.word ?? value,
        }))}
        value={search.suspendedReason ?? null}
        onChoose={(suspendedReason) => onSearch({ ...search, status: undefined, suspendedReason })}
      />
    );
  }
  const chosenNow = search[kind]?.split(',') ?? [];
  const gone = chosenNow
    .filter((value) => choices.every((one) => one.value !== value))
    .map((value) => ({ value, word: goneWord(kind, value) ?? '…' }));
  return (
    <>
      <CheckList
        label={label}
        choices={[...gone, ...choices]}
        chosen={chosenNow}
        onChoose={(chosen) => onSearch({ ...search, [kind]: chosen.length === 0 ? undefined : chosen.join(',') })}
      />
      {kind === 'types' && <Link to="/customers/types">{say('customers.about-types')}</Link>}
    </>
  );
}

function Days({
  kind,
  label,
  search,
  onSearch,
}: Pick<FilterEditorProps, 'label' | 'search' | 'onSearch'> & { kind: 'expires' | 'created' }) {
  const say = useMessage();
  const [from = '', to = ''] = (search[kind] ?? '').split('..');
  const set = (first: string, last: string): void =>
    onSearch({ ...search, [kind]: first === '' && last === '' ? undefined : `${first}..${last}` });
  return (
    <fieldset className={styles.days}>
      <legend>{label}</legend>
      <DateField label={say('customers.from-day')} value={from} max={to} first onChange={(day) => set(day, to)} />
      <DateField label={say('customers.to-day')} value={to} min={from} onChange={(day) => set(from, day)} />
    </fieldset>
  );
}

function Own({
  kind,
  label,
  search,
  reference,
  onSearch,
}: Omit<FilterEditorProps, 'kind' | 'goneWord'> & { kind: `custom:${string}` }) {
  const say = useMessage();
  const id = kind.slice('custom:'.length);
  const field = reference.customFields.find((one) => one.id === id);
  const value = customConditions(search).find((one) => one.field === id)?.value ?? '';
  const set = (next: string): void =>
    onSearch(withCustom(search, id, { field: id, ...(next !== '' && { value: next }) }));
  if (field !== undefined && field.options.length > 0) {
    return (
      <RadioList
        label={label}
        choices={[
          { value: '', word: say('customers.any-value') },
          ...field.options.map((one) => ({ value: one, word: one })),
        ]}
        value={value}
        onChoose={set}
      />
    );
  }
  return (
    <TextInput
      label={label}
      description={say('customers.part-of-value')}
      value={value}
      maxLength={200}
      data-autofocus
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
