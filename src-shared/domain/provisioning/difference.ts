import { customerMarker, markedCustomer, withMarker } from './marker.ts';
import {
  type DesiredRecord,
  isOurs,
  type Menu,
  needsKick,
  type ProvisioningFault,
  type RouterRecord,
} from './record.ts';
import { isSameValue } from './same-value.ts';
import type { Standing } from './standing.ts';

export type { Standing } from './standing.ts';

/** One command to a router. */
export type Step =
  | {
      readonly kind: 'add';
      readonly menu: Menu;
      readonly fields: Readonly<Record<string, string>>;
      readonly writesPassword: boolean;
    }
  | {
      readonly kind: 'set';
      readonly menu: Menu;
      /** ".id" */
      readonly id: string;
      readonly fields: Readonly<Record<string, string>>;
      /** Fields that become clear, which setting them to nothing does not do. */
      readonly unset: readonly string[];
      readonly writesPassword: boolean;
      /** Whether a session under way goes on as it was until it is ended. */
      readonly kicks: boolean;
    }
  | { readonly kind: 'remove'; readonly menu: Menu; readonly id: string };

/** Fields that a menu takes an empty text for; all others are cleared by `unset`. */
const EMPTY_IS_CLEAR: ReadonlySet<string> = new Set(['comment', 'address-lists', 'caller-id', 'rate-limit']);

/** What stands for a desired record: ours, and what has its place, which is the same one when all is well. */
export interface Stands {
  readonly ours: RouterRecord | undefined;
  readonly inPlace: RouterRecord | undefined;
}

/** Finds what stands for a desired record: by its marker, then by its key. */
export function standsFor(desired: DesiredRecord, standing: Standing): Stands {
  const inPlace = standing.keyed(desired);
  const isKept = inPlace !== undefined && isOurs(desired, inPlace);
  // Somebody may have copied a record with its comment: the one with the key is the customer's. Without a comment only the
  // name tells what is ours, so nothing of another name is.
  const marked = desired.marker === null ? undefined : standing.marked(desired.menu, desired.marker)[0];
  return { ours: isKept ? inPlace : marked, inPlace };
}

/**
 * What has to be done so that a record stands as it should, or why it must not be: `provisioning-foreign` {menu, name} when
 * one that is not ours has its place. A record is found by its marker, then by its key. Nothing to do is an empty list.
 */
export function stepsTo(
  desired: DesiredRecord,
  standing: Standing,
  passwordChanged: boolean,
): readonly Step[] | ProvisioningFault {
  const { ours: found, inPlace } = standsFor(desired, standing);
  if (found === undefined && inPlace === undefined) {
    const comment = desired.marker === null ? {} : { comment: desired.marker };
    const given = Object.entries(desired.fields).filter(([, value]) => value !== '');
    const fields = { ...Object.fromEntries(given), ...comment };
    return [{ kind: 'add', menu: desired.menu, fields, writesPassword: desired.hasPassword }];
  }
  if (inPlace !== undefined && inPlace !== found) {
    const name = desired.key.map((field) => desired.fields[field] ?? '').join(' ');
    return { code: 'provisioning-foreign', params: { menu: desired.menu, name } };
  }
  const record = found ?? {};
  const id = record['.id'] ?? '';
  const differing = Object.entries(desired.fields).filter(
    ([field, value]) => !isSameValue(field, value, record[field]),
  );
  const writesPassword = desired.hasPassword && passwordChanged;
  if (differing.length === 0 && !writesPassword) return [];
  const isUnset = ([field, value]: readonly [string, string]): boolean => value === '' && !EMPTY_IS_CLEAR.has(field);
  return [
    {
      kind: 'set',
      menu: desired.menu,
      id,
      fields: Object.fromEntries(differing.filter((one) => !isUnset(one))),
      unset: differing.filter(isUnset).map(([field]) => field),
      writesPassword,
      kicks: needsKick(
        desired.menu,
        differing.map(([field]) => field),
      ),
    },
  ];
}

/**
 * The same for a record that customers' records refer to. One that the ISP keeps itself under that name is used as it is.
 */
export function planStepsTo(desired: DesiredRecord, standing: Standing): readonly Step[] {
  const steps = stepsTo(desired, standing, false);
  return 'code' in steps ? [] : steps;
}

/** A customer by the names and addresses under which records may stand for them. */
export interface KnownBy {
  readonly id: string;
  readonly names: readonly string[];
}

/**
 * Takes away what is marked as a customer's in menus where nothing of theirs belongs (any more). Of several with one marker
 * (somebody copied a record with its comment) only those that bear the customer's name or address.
 */
export function superfluous(
  customer: KnownBy,
  own: readonly DesiredRecord[],
  standing: Standing,
  menus: readonly Menu[],
): readonly Step[] {
  const empty = menus.filter((menu) => own.every((desired) => desired.menu !== menu));
  return empty.flatMap((menu) => {
    const marked = standing
      .marked(menu, customerMarker(customer.id))
      .filter(({ comment }) => markedCustomer(comment) === customer.id);
    const theirs = marked.filter(({ name, address }) =>
      customer.names.some((known) => known === name || known === address),
    );
    const gone = marked.length === 1 ? marked : theirs;
    return gone.map((record): Step => ({ kind: 'remove', menu, id: record['.id'] ?? '' }));
  });
}

/** The step that makes an unmarked record a customer's, leaving what the operator has written in its comment. */
export function adoptStep(menu: Menu, record: RouterRecord, marker: string): Step {
  const comment = withMarker(record['comment'] ?? '', marker);
  return {
    kind: 'set',
    menu,
    id: record['.id'] ?? '',
    fields: { comment },
    unset: [],
    writesPassword: false,
    kicks: false,
  };
}
