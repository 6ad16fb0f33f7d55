import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ImportField } from '#shared/domain/import/fields.ts';
import { core } from '../../host/core.ts';

const LIST_OF = {
  operator: 'operators',
  package: 'packages',
  billingProfile: 'billingProfiles',
  zone: 'zones',
} as const;

const isReferred = (field: ImportField): field is keyof typeof LIST_OF => field in LIST_OF;

interface ReferenceLists {
  /** The ISP's own fields. */
  readonly own: readonly { readonly id: string; readonly label: string }[];
  /** The names that a field may hold; null where anything may stand. */
  readonly namesOf: (field: ImportField) => readonly string[] | null;
}

/** What the cells of an import may refer to. */
export function useReference(): ReferenceLists {
  const { data } = useQuery(core.reference.lists.queryOptions());
  return useMemo(
    () => ({
      own: data?.customFields ?? [],
      namesOf: (field) => {
        if (isReferred(field)) return data?.[LIST_OF[field]].map(({ name }) => name) ?? [];
        const options = data?.customFields.find(({ id }) => field === `custom:${id}`)?.options ?? [];
        return options.length > 0 ? options : null;
      },
    }),
    [data],
  );
}
