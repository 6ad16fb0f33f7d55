import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useMessage } from '../../messages/use-message.ts';
import type { FilterKind } from './filter-kinds.ts';
import type { ListSearch } from './place.ts';

const REFERRED = ['zones', 'packages', 'operators', 'billingProfiles'] as const;
type Referred = (typeof REFERRED)[number];

const GONE: Readonly<Record<Referred, MessageKey>> = {
  zones: 'customers.gone-zones',
  packages: 'customers.gone-packages',
  operators: 'customers.gone-operators',
  billingProfiles: 'customers.gone-billingProfiles',
};

const isReferred = (kind: FilterKind): kind is Referred => REFERRED.some((one) => one === kind);

/** The word for a record that a condition names and that can no longer be chosen; null: for now it is not known. */
export type GoneWord = (kind: FilterKind, id: string) => string | null;

/** Records that a kept list refers to and that are retired are called by their name; those that are not there, by that. */
export function useGoneWords(search: ListSearch): GoneWord {
  const say = useMessage();
  const chosen = useQuery(core.reference.lists.queryOptions()).data;
  const isMissing = (kind: Referred): boolean =>
    chosen !== undefined && (search[kind]?.split(',') ?? []).some((id) => chosen[kind].every((one) => one.id !== id));
  // The whole lists have the retired ones too; they are asked for only when something is missing.
  const zones = useQuery({ ...core.zones.list.queryOptions(), enabled: isMissing('zones') });
  const packages = useQuery({ ...core.packages.list.queryOptions(), enabled: isMissing('packages') });
  const operators = useQuery({ ...core.operators.list.queryOptions(), enabled: isMissing('operators') });
  const profiles = useQuery({ ...core.billingProfiles.list.queryOptions(), enabled: isMissing('billingProfiles') });
  const whole = { zones, packages, operators, billingProfiles: profiles };
  return (kind, id) => {
    if (!isReferred(kind)) return id;
    const { data, isPending } = whole[kind];
    const known: readonly { readonly id: string; readonly name: string }[] = data ?? [];
    const name = known.find((one) => one.id === id)?.name;
    return name ?? (isPending ? null : say(GONE[kind]));
  };
}
