import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { core } from '../../host/core.ts';
import { ChoiceField } from './form-fields.tsx';
import type { RecordColumn } from './record-screen.ts';

export interface Owners {
  /** The operator of whoever acts: a new record is its, unless another is chosen. */
  readonly own: string;
  /** Whether there is anything to choose. */
  readonly areMany: boolean;
}

/** Whose records somebody may make. */
export function useOwners(): Owners {
  const { data: state } = useQuery(core.signIn.state.queryOptions());
  const { data: lists } = useQuery(core.reference.lists.queryOptions());
  const own = state?.who?.operatorId ?? '';
  const areMany = (lists?.operators.length ?? 0) > 1;
  return useMemo(() => ({ own, areMany }), [own, areMany]);
}

/** Whose a record is; nothing at all where there is one operator. `current`: whose it is now, should it be retired. */
export function OwnerField({ current }: { current: { readonly id: string; readonly name: string } | null }) {
  const { data } = useQuery(core.reference.lists.queryOptions());
  const choices = (data?.operators ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isKnown = current === null || choices.some(({ value }) => value === current.id);
  if (choices.length < 2 && isKnown) return null;
  return (
    <ChoiceField
      name="operatorId"
      label="records.owner"
      hint="records.owner-hint"
      required
      choices={isKnown ? choices : [...choices, { value: current.id, label: current.name }]}
    />
  );
}

/** The column that tells it, where there are several operators. */
export function ownerColumn<Line extends { readonly operator: string }>({ areMany }: Owners): RecordColumn<Line>[] {
  return areMany ? [{ id: 'operator', header: 'records.owner', cell: ({ operator }) => operator }] : [];
}
