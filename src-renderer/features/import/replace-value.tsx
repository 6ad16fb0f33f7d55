import { useQuery } from '@tanstack/react-query';
import type { Step } from '#shared/domain/import/choices.ts';
import type { ImportField } from '#shared/domain/import/fields.ts';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Choice } from '../../ui/choice.tsx';

interface ReplaceValueProps {
  readonly session: string;
  readonly field: ImportField;
  /** What stands in the cell and is not known. */
  readonly value: string;
  readonly names: readonly string[];
  readonly onStep: (step: Step) => void;
}

/** One decision for an unknown value wherever it occurs: what it is to be instead. */
export function ReplaceValue({ session, field, value, names, onStep }: ReplaceValueProps) {
  const say = useMessage();
  const stepTo = (name: string): Step => ({
    kind: 'replace',
    field,
    find: value,
    with: name,
    whole: true,
    filter: { show: 'all' },
  });
  const known = names[0];
  const trial = useQuery({
    ...core.import.tryReplace.queryOptions({ input: { session, step: stepTo(known ?? '') } }),
    enabled: known !== undefined && value !== '',
  });
  if (known === undefined || value === '') return null;
  const label = say('import.replace-value', { value, count: trial.data?.changed ?? 1 });
  return (
    <Choice
      label={label}
      hideLabel
      value=""
      options={[{ value: '', word: label }, ...names.map((name) => ({ value: name, word: name }))]}
      onChoose={(name) => (name === '' ? undefined : onStep(stepTo(name)))}
    />
  );
}
