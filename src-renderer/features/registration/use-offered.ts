import { useQuery } from '@tanstack/react-query';
import type { RegistrationForm } from '#shared/contract/registration.ts';
import type { PackageLine } from '#shared/contract/office.ts';
import { lineOf } from '#shared/domain/operator/operator.ts';
import { core } from '../../host/core.ts';

interface Kept {
  readonly operatorId: string;
  readonly retiredAt: string | null;
}

/** What may be chosen for a customer of the operator that the form says. */
export function useOffered(form: RegistrationForm) {
  const state = useQuery(core.signIn.state.queryOptions());
  const operators = useQuery(core.operators.list.queryOptions());
  const packages = useQuery(core.packages.list.queryOptions());
  const profiles = useQuery(core.billingProfiles.list.queryOptions());
  const blocks = useQuery(core.networkAddresses.list.queryOptions());
  const zones = useQuery(core.zones.list.queryOptions());
  const settings = useQuery(core.settings.get.queryOptions());
  const own = state.data?.who?.operatorId ?? '';
  const known = operators.data ?? [];
  const line = lineOf(form.operator ?? own, known);
  const beneath = new Set(known.map(({ id }) => id));
  /** Of the operator itself or of those above it; who is above one's own is not in the list. */
  const usable = <Line extends Kept>(lines: readonly Line[] | undefined): readonly Line[] =>
    (lines ?? []).filter(
      ({ operatorId, retiredAt }) => retiredAt === null && (line.has(operatorId) || !beneath.has(operatorId)),
    );
  const all = [state, operators, packages, profiles, blocks, zones, settings];
  const plans = usable(packages.data).filter(({ connection }) => connection === form.connection);
  const plan = plans.find(({ id }) => id === form.package) ?? null;
  const fitting = usable(profiles.data).filter(({ mode }) => form.connection !== 'static' || mode === 'monthly');
  return {
    error: all.find(({ error }) => error !== null)?.error ?? null,
    retry: () => all.forEach((query) => void query.refetch()),
    isThere: all.every(({ data }) => data !== undefined),
    own,
    operators: known.filter(({ retiredAt }) => retiredAt === null),
    plans,
    plan,
    profiles: fitting,
    profile: fitting.find(({ id }) => id === form.billingProfile) ?? null,
    ...addressesFor(plan, usable(blocks.data)),
    zones: usable(zones.data),
    currency: settings.data?.currency ?? '',
  };
}
export type Offered = ReturnType<typeof useOffered>;

/** The plan's own blocks; of a plan without any, whichever there are. */
function addressesFor<Block extends { readonly id: string }>(plan: PackageLine | null, blocks: readonly Block[]) {
  const own = blocks.filter(({ id }) => plan?.pools.includes(id) === true);
  return {
    blocks: own.length > 0 ? own : blocks,
    /** The router may give an address. */
    mayComeFromPool: plan?.connection === 'pppoe' && (plan.addressFromPool || own.length === 0),
  };
}
