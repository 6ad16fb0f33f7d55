import { useMemo } from 'react';
import type { DriftLine } from '#shared/contract/drift.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import type { GridColumn } from '../../ui/grid/index.ts';
import { Status } from '../../ui/status.tsx';

/** What differs, as columns: of which kind, which record, and what will be changed there. */
export function useDriftColumns(): readonly GridColumn<DriftLine>[] {
  const say = useMessage();
  return useMemo(() => {
    const change = ({ kind, fields, reason }: DriftLine): string => {
      if (kind === 'unknown') return say('drift.is-unknown');
      // Shorter than what a customer's page says of it: that it is not Lastmile's, its kind says.
      if (reason?.code === 'provisioning-foreign') return say('drift.is-foreign');
      if (reason) return refusedSentence(reason, say);
      if (kind === 'extra') return say('drift.is-removed');
      if (kind === 'missing') return say('drift.is-added');
      const nothing = say('drift.nothing');
      return fields
        .map(({ field, wanted, there }) =>
          say('drift.field', {
            field,
            there: there === '' ? nothing : there,
            wanted: wanted === '' ? nothing : wanted,
          }),
        )
        .join(', ');
    };
    const kindOf = ({ kind }: DriftLine): string => say(`drift.kind-${kind}`);
    return [
      {
        id: 'kind',
        header: say('drift.kind'),
        width: 140,
        text: kindOf,
        render: (row) =>
          row.kind === 'foreign' || row.kind === 'unknown' ? (
            <Status glyph="triangle" tone="warn">
              {kindOf(row)}
            </Status>
          ) : (
            kindOf(row)
          ),
      },
      { id: 'name', header: say('drift.name'), width: 150, mono: true, text: ({ name }) => name },
      { id: 'customer', header: say('drift.customer'), width: 130, text: ({ username }) => username ?? '' },
      { id: 'menu', header: say('drift.menu'), width: 170, mono: true, text: ({ menu }) => menu },
      { id: 'change', header: say('drift.change'), width: 380, grow: true, text: change },
    ];
  }, [say]);
}
