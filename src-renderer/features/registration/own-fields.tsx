import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '#shared/contract/index.ts';
import { CustomFieldInput } from '../../ui/custom-field-input.tsx';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

export type OwnField = InferContractRouterOutputs<Contract>['fields']['list'][number];

/** Fields that the ISP has added itself. */
export function OwnFields({ fields }: { readonly fields: readonly OwnField[] }) {
  const { form, set, problemOf } = useWizard();
  if (fields.length === 0) return null;
  return (
    <div className={styles.pair}>
      {fields.map((field) => (
        <CustomFieldInput
          key={field.id}
          field={field}
          value={form.custom[field.id] ?? ''}
          error={problemOf(`custom:${field.id}`)}
          onChange={(value) => set({ custom: { ...form.custom, [field.id]: value } })}
        />
      ))}
    </div>
  );
}
