import { Menu, Popover } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { type Say, useMessage } from '../../messages/use-message.ts';
import { useFormats } from '../../messages/use-formats.ts';
import type { Formats } from '../../messages/formats.ts';
import { Button } from '../../ui/button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { BatchChip } from './batch-chip.tsx';
import { FilterEditor } from './filter-editor.tsx';
import { type GoneWord, useGoneWords } from './gone-words.ts';
import {
  choicesOf,
  customConditions,
  FILTER_KINDS,
  type FilterKind,
  isCustomKind,
  isFlag,
  isSpan,
  KIND_WORDS,
  kindsIn,
  withCustom,
} from './filter-kinds.ts';
import styles from './list-bar.module.css';
import { cleared, isFiltered, type ListSearch } from './place.ts';
import { type Reference, useIsReferenceThere, useReference } from './use-reference.ts';

interface FilterBarProps {
  readonly search: ListSearch;
  readonly onSearch: (search: ListSearch) => void;
  /** A condition that a heading asked for. */
  readonly asked: FilterKind | null;
  readonly onAsked: (kind: FilterKind | null) => void;
  readonly children: ReactNode;
}

/** The conditions of the list as chips that can be changed and taken away, and the way to add one. */
export function FilterBar({ search, onSearch, asked, onAsked, children }: FilterBarProps) {
  const say = useMessage();
  const formats = useFormats();
  const reference = useReference();
  const isThere = useIsReferenceThere();
  const goneWord = useGoneWords(search);
  const bar = useRef<HTMLDivElement>(null);
  const there = kindsIn(search);
  const shown = asked === null || there.includes(asked) ? there : [...there, asked];
  const wordOf = (kind: FilterKind): string =>
    isCustomKind(kind)
      ? (reference.customFields.find(({ id }) => kind === `custom:${id}`)?.label ??
        say(isThere ? 'customers.gone-field' : 'customers.own-field'))
      : say(KIND_WORDS[kind]);
  const without = (kind: FilterKind): ListSearch =>
    isCustomKind(kind) ? withCustom(search, kind.slice('custom:'.length), null) : { ...search, [kind]: undefined };

  /** A chip that goes takes the focus with it: the way to another one has it then. */
  const keepFocus = (): void =>
    void requestAnimationFrame(() => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost) bar.current?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.focus();
    });

  const adding = (
    <>
      <IconPlus size={14} stroke={1.75} aria-hidden="true" />
      {say('customers.add-filter')}
    </>
  );
  return (
    <div className={styles.filters} ref={bar}>
      {search.batch !== undefined && (
        <BatchChip batch={search.batch} onRemove={() => onSearch({ ...search, batch: undefined })} />
      )}
      {shown.map((kind) => (
        <Chip
          key={kind}
          word={wordOf(kind)}
          value={valueOf(kind, search, reference, say, formats, goneWord)}
          editor={
            isFlag(kind) ? null : (
              <FilterEditor
                kind={kind}
                label={wordOf(kind)}
                search={search}
                reference={reference}
                goneWord={goneWord}
                onSearch={onSearch}
              />
            )
          }
          opened={asked === kind}
          onOpen={(opened) => {
            onAsked(opened ? kind : null);
            if (!opened) keepFocus();
          }}
          onRemove={() => {
            onAsked(null);
            onSearch(without(kind));
            keepFocus();
          }}
        />
      ))}
      <MenuButton kind="quiet" position="bottom-start" width={220} className={styles.long} face={adding}>
        {[...FILTER_KINDS, ...reference.customFields.map(({ id }) => `custom:${id}` as const)]
          .filter((kind) => !there.includes(kind))
          .map((kind) => (
            <Menu.Item
              key={kind}
              onClick={() => (isFlag(kind) ? onSearch({ ...search, [kind]: 'yes' }) : setTimeout(() => onAsked(kind)))}
            >
              {wordOf(kind)}
            </Menu.Item>
          ))}
      </MenuButton>
      {isFiltered(search) && (
        <Button kind="quiet" onClick={() => onSearch(cleared(search))}>
          {say('common.clear-filters')}
        </Button>
      )}
      <div className={styles.end}>{children}</div>
    </div>
  );
}

interface ChipProps {
  readonly word: string;
  readonly value: string | null;
  readonly editor: ReactNode;
  readonly opened: boolean;
  readonly onOpen: (opened: boolean) => void;
  readonly onRemove: () => void;
}

function Chip({ word, value, editor, opened, onOpen, onRemove }: ChipProps) {
  const say = useMessage();
  const button = useRef<HTMLButtonElement>(null);
  const text = value === null ? word : say('customers.filter-is', { name: word, value });
  return (
    <div className={styles.chip}>
      {editor === null ? (
        <span>{text}</span>
      ) : (
        <Popover
          opened={opened}
          onChange={(next) => {
            if (!next) button.current?.focus();
            onOpen(next);
          }}
          position="bottom-start"
          shadow="md"
          trapFocus
        >
          <Popover.Target>
            <button type="button" ref={button} className={styles.change} onClick={() => onOpen(!opened)}>
              {text}
            </button>
          </Popover.Target>
          <Popover.Dropdown aria-label={word}>
            <div className={styles.editor}>{editor}</div>
          </Popover.Dropdown>
        </Popover>
      )}
      <Button kind="icon" aria-label={say('customers.remove-filter', { name: word })} onClick={onRemove}>
        <IconX size={14} stroke={1.75} aria-hidden="true" />
      </Button>
    </div>
  );
}

/** What a chip says behind its name; null where the name says all. */
function valueOf(
  kind: FilterKind,
  search: ListSearch,
  reference: Reference,
  say: Say,
  { date }: Formats,
  goneWord: GoneWord,
): string | null {
  if (isFlag(kind)) return null;
  if (isCustomKind(kind)) {
    const condition = customConditions(search).find(({ field }) => kind === `custom:${field}`);
    return condition?.value ?? say('customers.any-value');
  }
  if (isSpan(kind)) {
    const [from = '', to = ''] = (search[kind] ?? '').split('..');
    const day = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : date(`${text}T12:00:00Z`));
    if (from === '' && to === '') return say('customers.any-day');
    if (to === '') return say('customers.since-day', { from: day(from) });
    return from === ''
      ? say('customers.until-day', { to: day(to) })
      : say('customers.between-days', { from: day(from), to: day(to) });
  }
  const chosen = search[kind]?.split(',') ?? [];
  if (chosen.length === 0) return say('customers.any-value');
  const choices = choicesOf(kind, reference, say) ?? [];
  return chosen
    .map((value) => choices.find((one) => one.value === value)?.word ?? goneWord(kind, value) ?? '…')
    .join(', ');
}
