import type { InferContractRouterOutputs } from '@orpc/contract';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { networkAddresses } from '#shared/contract/office.ts';
import { type Say, useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import styles from './map.module.css';

type Address = InferContractRouterOutputs<typeof networkAddresses>['map']['addresses'][number];

const STATES = ['free', 'taken', 'held', 'reserved', 'gateway', 'edge'] as const;
const ACROSS = 16;

interface AddressGridProps {
  readonly addresses: readonly Address[];
  /** The page before (-1) or after (1). */
  readonly onPage: (by: -1 | 1) => void;
}

/**
 * Addresses in rows of sixteen, each with a letter and a colour. One Tab stop: the arrows, Home, End and the page keys
 * move, Enter or a click on one that is taken opens the customer.
 */
export function AddressGrid({ addresses, onPage }: AddressGridProps) {
  const say = useMessage();
  const navigate = useNavigate();
  const [at, setAt] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const [first, last] = [addresses[0], addresses.at(-1)];
  const current = addresses[at];

  const move = (to: number): void => {
    const next = Math.min(Math.max(0, to), addresses.length - 1);
    setAt(next);
    grid.current?.querySelectorAll<HTMLElement>('[role="gridcell"]')[next]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at - ACROSS < 0 ? at : at - ACROSS,
      ArrowDown: at + ACROSS >= addresses.length ? at : at + ACROSS,
      Home: event.ctrlKey ? 0 : at - (at % ACROSS),
      End: event.ctrlKey ? addresses.length - 1 : at - (at % ACROSS) + ACROSS - 1,
    };
    const to = steps[event.key];
    if (to === undefined && event.key !== 'PageUp' && event.key !== 'PageDown') return;
    event.preventDefault();
    if (to === undefined) onPage(event.key === 'PageUp' ? -1 : 1);
    else move(to);
  };
  const open = (address: Address, index: number): void => {
    setAt(index);
    if (address.customer !== null) void navigate({ to: '/customers/$id', params: { id: address.customer } });
  };

  return (
    <div className={styles.place}>
      <div
        ref={grid}
        role="grid"
        className={styles.grid}
        aria-label={say('networkAddresses.map-grid', { from: first?.ip ?? '', to: last?.ip ?? '' })}
        onKeyDown={onKeyDown}
      >
        {rowsOf(addresses).map((row, r) => (
          <div role="row" className={styles.row} key={row[0]?.ip}>
            {row.map((address, c) => (
              <Cell
                key={address.ip}
                address={address}
                isCurrent={r * ACROSS + c === at}
                onFocus={() => setAt(r * ACROSS + c)}
                onOpen={() => open(address, r * ACROSS + c)}
              />
            ))}
          </div>
        ))}
      </div>
      <p className={styles.current} role="status">
        {current && (
          <>
            <span className="mono">{current.ip}</span> {wordOf(current, say)}
            {current.customer !== null && (
              <ButtonLink kind="quiet" to="/customers/$id" params={{ id: current.customer }}>
                {say('networkAddresses.map-open')}
              </ButtonLink>
            )}
          </>
        )}
      </p>
      <ul className={styles.legend}>
        {STATES.map((state) => (
          <li key={state}>
            <span className={styles.cell} data-state={state} aria-hidden="true">
              {say(`networkAddresses.letter-${state}`)}
            </span>
            {say(`networkAddresses.state-${state}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface CellProps {
  readonly address: Address;
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
}

function Cell({ address, isCurrent, onFocus, onOpen }: CellProps) {
  const say = useMessage();
  const words = `${address.ip} ${wordOf(address, say)}`;
  return (
    <button
      type="button"
      role="gridcell"
      className={styles.cell}
      data-state={address.state}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={words}
      title={words}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <span className={styles.octet}>{address.ip.split('.').at(-1)}</span>
      <span className={styles.letter}>{say(`networkAddresses.letter-${address.state}`)}</span>
    </button>
  );
}

/** What an address is, and for whom or what, as far as this person may know. */
function wordOf({ state, by }: Address, say: Say): string {
  if (state === 'taken')
    return by === null ? say('networkAddresses.taken-elsewhere') : say('networkAddresses.taken-by', { name: by });
  if (state === 'reserved' && by !== null) return say('networkAddresses.reserved-for', { note: by });
  return say(`networkAddresses.state-${state}`);
}

const rowsOf = (addresses: readonly Address[]): readonly Address[][] =>
  Array.from({ length: Math.ceil(addresses.length / ACROSS) }, (_, i) => addresses.slice(i * ACROSS, (i + 1) * ACROSS));
