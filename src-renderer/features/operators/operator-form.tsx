import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperatorFields, OperatorLine } from '#shared/contract/office.ts';
import { core } from '../../host/core.ts';
import { countries } from '../../messages/regions.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ChoiceField, FieldRow, type Reading, TextField, type Typed } from '../../ui/records/index.ts';

/** What stands in the form. A new one is a reseller of the ISP, or a sub-reseller of the reseller who adds it. */
export function typedOperator(line: OperatorLine | null, top: OperatorLine | undefined): Typed {
  return {
    name: line?.name ?? '',
    code: line?.code ?? '',
    parentId: line?.parentId ?? top?.id ?? '',
    kind: line?.kind ?? (top?.kind === 'admin' ? 'reseller' : 'sub-reseller'),
    country: line?.country ?? '',
  };
}

export function operatorOf(read: Reading): OperatorFields {
  return {
    name: read.text('name'),
    code: read.optional('code'),
    parentId: read.text('parentId'),
    // Cast: it is chosen from the list of them.
    kind: read.text('kind') as OperatorFields['kind'],
    country: read.optional('country'),
  };
}

/** The fields of an operator; the ISP itself has neither another kind nor somebody above. */
export function OperatorForm({ line }: { line: OperatorLine | null }) {
  const say = useMessage();
  const { language } = useTranslation().i18n;
  const { data } = useQuery(core.operators.list.queryOptions());
  const all = useMemo(() => countries(language), [language]);
  const isRoot = line?.kind === 'admin';
  const above = (data ?? []).filter(({ id, kind, retiredAt }) => {
    return kind !== 'sub-reseller' && id !== line?.id && (retiredAt === null || id === line?.parentId);
  });
  return (
    <>
      <FieldRow>
        <TextField name="name" label="records.name" required first />
        <TextField name="code" label="records.code" hint="records.code-hint" mono />
      </FieldRow>
      {!isRoot && (
        <FieldRow>
          <ChoiceField
            name="parentId"
            label="operators.parent"
            required
            choices={above.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <ChoiceField
            name="kind"
            label="operators.kind"
            required
            choices={(['reseller', 'sub-reseller'] as const).map((value) => ({
              value,
              label: say(`operators.kind-${value}`),
            }))}
          />
        </FieldRow>
      )}
      <ChoiceField
        name="country"
        label="settings.country"
        hint="operators.country-hint"
        none="operators.country-none"
        choices={all}
      />
    </>
  );
}
