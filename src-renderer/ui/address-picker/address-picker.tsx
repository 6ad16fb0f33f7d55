import { Autocomplete, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronDown, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatIpv4, parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { beginningWith } from '#shared/domain/ip/prefix.ts';
import { asciiDigits, trimmed } from '#shared/domain/text.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../button.tsx';
import styles from './address-picker.module.css';
import { useHeldAddress } from './use-held-address.ts';

/** Up to a /24 all that is free is in one list; of larger blocks those that begin as it is typed. */
const MOST_IN_LIST = 256;
/** How long after the last key the list follows, in ms. */
const PAUSE = 120;

/** A block that an address may be chosen from: a line of `networkAddresses.list`. */
export interface PickableBlock {
  readonly id: string;
  readonly cidr: string;
  readonly size: number;
}

/** What is chosen: a block by id, an address of it; '' while there is none. */
export interface AddressChoice {
  readonly block: string | null;
  readonly ip: string;
}

interface AddressPickerProps {
  /** What the address is called where this stands. */
  readonly label: string;
  readonly blocks: readonly PickableBlock[];
  readonly value: AddressChoice;
  readonly onChange: (value: AddressChoice) => void;
  /** What somebody types, before anything of it is chosen. */
  readonly onTyped?: (text: string) => void;
  /**
   * For whom the address is kept as soon as it is chosen: the id that the customer will have, or has. Whoever cancels
   * calls `networkAddresses.release` with it. Null: nothing is kept, where the person may not (rules.ts).
   */
  readonly draft: string | null;
  /** What whoever asked for the address has to say of it, in words. */
  readonly error?: ReactNode;
  readonly required?: boolean;
  /** A dialog is as high as what stands in it: the lists may leave it. */
  readonly inDialog?: boolean;
}

const IN_DIALOG = { withinPortal: false, floatingStrategy: 'fixed', shadow: 'md' } as const;

/**
 * A block and a free address of it, by mouse or keyboard: chosen from the list, found by its beginning ("10.0.3"), typed
 * whole, or the next free one. What cannot be had is told at the field.
 */
export function AddressPicker(props: AddressPickerProps) {
  const { label, blocks, value, onChange, draft, error, required = false, inDialog = false } = props;
  const say = useMessage();
  const { count, clock } = useFormats();
  const [text, setText] = useState(value.ip);
  const [known, setKnown] = useState(value);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const choosing = useRef<string | null>(null);
  const next = useRef<HTMLButtonElement>(null);

  // Chosen elsewhere: another plan was taken, a draft was opened.
  if (known.ip !== value.ip || known.block !== value.block) {
    setKnown(value);
    if (value.ip !== '' || known.block !== value.block) setText(value.ip);
  }
  const [only, ...others] = blocks;
  useEffect(() => {
    if (only && others.length === 0 && value.block === null) onChange({ block: only.id, ip: '' });
  });

  const fail = (failure: unknown): void => {
    setProblem(sentenceOf(failure, say));
    onChange({ block: value.block, ip: '' });
  };
  const { hold, until } = useHeldAddress({ draft, block: value.block, ip: value.ip, onLost: fail });

  const block = blocks.find(({ id }) => id === value.block);
  const isLarge = block !== undefined && block.size > MOST_IN_LIST;
  const [prefix] = useDebouncedValue(text === value.ip ? '' : text, PAUSE);
  const free = useQuery({
    ...core.networkAddresses.free.queryOptions({
      input: {
        block: value.block ?? '',
        prefix,
        limit: isLarge ? 100 : MOST_IN_LIST,
        ...(draft !== null && { draft }),
      },
    }),
    enabled: block !== undefined,
    placeholderData: keepPreviousData,
  });
  // The list follows a moment later: of the one before, only what goes on as it is typed may stay to be chosen.
  const beginning = text === value.ip ? '' : asciiDigits(trimmed(text));
  const addresses = block === undefined ? [] : (free.data?.addresses ?? []).filter((ip) => ip.startsWith(beginning));

  /** Without an address: the next free one. */
  const choose = async (ip?: string): Promise<void> => {
    if (value.block === null || isBusy) return;
    setProblem(null);
    choosing.current = ip ?? null;
    if (draft === null) {
      const chosen = ip ?? addresses[0];
      if (chosen !== undefined) {
        setText(chosen);
        onChange({ block: value.block, ip: chosen });
      }
      return;
    }
    setBusy(true);
    try {
      const kept = await hold(value.block, ip);
      setText(kept);
      onChange({ block: value.block, ip: kept });
    } catch (failure) {
      fail(failure);
    } finally {
      choosing.current = null;
      setBusy(false);
    }
  };

  /** A whole address that was typed is chosen, in any digits. */
  const chooseTyped = (): void => {
    const ip = parseIpv4(text);
    if (ip !== null && formatIpv4(ip) !== value.ip) void choose(formatIpv4(ip));
  };

  const onTyped = (typed: string): void => {
    setText(typed);
    setProblem(null);
    if (typed !== choosing.current && value.ip !== '') onChange({ block: value.block, ip: '' });
    props.onTyped?.(typed);
  };

  const isWhole = parseIpv4(text) !== null;
  const isNone = text !== '' && beginningWith(text).length === 0;
  const wrong = problem ?? (isNone ? say('refused.invalid-ip', { value: trimmed(text) }) : error);
  const hint =
    until !== null
      ? say('addressPicker.kept', { time: clock(until) })
      : free.data?.next
        ? say('addressPicker.more', { shown: count(addresses.length) })
        : text !== '' && text !== value.ip && free.data && addresses.length === 0 && !free.isPlaceholderData
          ? say('addressPicker.none-match', { prefix: text })
          : say(isLarge ? 'addressPicker.hint-large' : 'addressPicker.hint-small');

  return (
    <div className={styles.picker}>
      <Select
        label={say('addressPicker.block')}
        data={blocks.map(({ id, cidr }) => ({ value: id, label: cidr }))}
        value={value.block}
        placeholder={say('addressPicker.choose-block')}
        nothingFoundMessage={say('addressPicker.no-block')}
        allowDeselect={false}
        searchable={blocks.length > 8}
        required={required}
        withAsterisk={false}
        classNames={{ input: 'mono' }}
        {...(inDialog && { comboboxProps: IN_DIALOG })}
        onChange={(id) => {
          setProblem(null);
          onChange({ block: id, ip: '' });
        }}
      />
      <p className={styles.free} role="status">
        {block !== undefined && free.data && say('addressPicker.free', { number: count(free.data.free) })}
        {free.error !== null && (
          <>
            <span className={styles.failed}>{sentenceOf(free.error, say)}</span>
            <Button kind="quiet" onClick={() => void free.refetch()}>
              {say('common.retry')}
            </Button>
          </>
        )}
      </p>
      <Autocomplete
        label={label}
        description={wrong === undefined && hint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={wrong}
        required={required}
        withAsterisk={false}
        disabled={block === undefined}
        data={addresses}
        filter={({ options }) => options}
        limit={MOST_IN_LIST}
        // The list itself scrolls: what assistive technology takes for a part of the field.
        withScrollArea={false}
        // A whole address is meant as it is typed, and not as the beginning of another one.
        selectFirstOptionOnChange={!isWhole || addresses.includes(text)}
        openOnFocus={false}
        size="xs"
        value={text}
        maxLength={50}
        autoComplete="off"
        spellCheck={false}
        inputMode="decimal"
        placeholder={isLarge ? say('addressPicker.prefix-example', { prefix: exampleOf(block.cidr) }) : undefined}
        classNames={{ input: 'mono', option: 'mono', options: styles.options ?? '' }}
        rightSection={
          isLarge ? <IconSearch size={14} aria-hidden="true" /> : <IconChevronDown size={14} aria-hidden="true" />
        }
        rightSectionPointerEvents="none"
        {...(inDialog && { comboboxProps: IN_DIALOG, 'data-autofocus': true })}
        onChange={onTyped}
        onOptionSubmit={(ip) => void choose(ip)}
        onBlur={({ relatedTarget }) => {
          // Whoever goes for the next free one does not mean what stands there.
          if (relatedTarget === null || relatedTarget !== next.current) chooseTyped();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || isMarkedIn(event.currentTarget)) return;
          // Nothing in the list is meant: the core says why what was typed cannot be had.
          if (isWhole) event.preventDefault();
          chooseTyped();
        }}
      />
      <Button ref={next} className={styles.next} disabled={block === undefined || isBusy} onClick={() => void choose()}>
        {say('addressPicker.next-free')}
      </Button>
    </div>
  );
}

/** "10.0.3" for 10.0.0.0/16: how a beginning is typed. */
function exampleOf(cidr: string): string {
  const [first = '', second = ''] = cidr.split('.');
  return `${first}.${second}.3`;
}

/** Whether one of the list of a field is marked, so that Enter chooses it. */
const isMarkedIn = (field: HTMLElement): boolean =>
  document.getElementById(field.getAttribute('aria-controls') ?? '')?.querySelector('[data-combobox-selected]') != null;
