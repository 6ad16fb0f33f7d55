import { Autocomplete, Select } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { stepOfField } from '#shared/domain/registration/steps.ts';
import { useMessage } from '../../messages/use-message.ts';
import { type OwnField, OwnFields } from './own-fields.tsx';
import { TextField } from './text-field.tsx';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

/** What stands in the open; whatever else of this step is wrong is in here. */
const OPEN: ReadonlySet<string> = new Set(['fullName', 'phone', 'email', 'username', 'password', 'accountNumber']);

/** What the regulator's layout knows; anything else may be written too. */
const REGULATED = {
  clientType: ['home', 'corporate'],
  medium: ['wired', 'wireless'],
  sharing: ['shared', 'dedicated'],
  distributionPoint: ['POP', 'NOC', 'DC', 'Server'],
} as const;
const PLACES = ['division', 'district', 'thana'] as const;

/** Where the customer lives, and what the regulator asks: folded, as most of it comes of zone and plan. */
export function MoreDetails({ fields }: { readonly fields: readonly OwnField[] }) {
  const say = useMessage();
  const { form, set, problems, problemOf, offered } = useWizard();
  const isWrong = problems.some(({ field }) => stepOfField(field) === 4 && !OPEN.has(field));
  const [isChosen, setChosen] = useState(() => hasMore(form));
  const isOpen = isChosen || isWrong;
  return (
    <details className={styles.more} open={isOpen} onToggle={(event) => setChosen(event.currentTarget.open)}>
      <summary>
        <IconChevronRight size={14} stroke={2} aria-hidden="true" />
        {say('registration.more')}
        <span className={styles.hint}>{say('registration.more-hint')}</span>
      </summary>
      <div className={styles.fields}>
        <div className={styles.pair}>
          <Select
            label={say('registration.zone')}
            data={offered.zones.map(({ id, name }) => ({ value: id, label: name }))}
            value={form.zone}
            placeholder={say('registration.no-zone')}
            clearable
            clearButtonProps={{ 'aria-label': say('registration.clear-zone') }}
            searchable={offered.zones.length > 8}
            comboboxProps={{ withinPortal: false, shadow: 'md' }}
            error={problemOf('zone')}
            onChange={(zone) => set({ zone })}
          />
          <TextField name="address" label={say('registration.address')} lines={2} />
        </div>
        <div className={styles.three}>
          {(Object.keys(REGULATED) as (keyof typeof REGULATED)[]).map((name) => (
            <Autocomplete
              key={name}
              size="xs"
              label={say(`registration.${name}`)}
              data={REGULATED[name]}
              value={form[name]}
              maxLength={100}
              autoComplete="off"
              comboboxProps={{ withinPortal: false, shadow: 'md' }}
              error={problemOf(name)}
              onChange={(value) => set({ [name]: value })}
            />
          ))}
          {PLACES.map((name) => (
            <TextField key={name} name={name} label={say(`registration.${name}`)} />
          ))}
        </div>
        <OwnFields fields={fields} />
      </div>
    </details>
  );
}

function hasMore(form: ReturnType<typeof useWizard>['form']): boolean {
  const texts = [form.address, ...PLACES.map((name) => form[name]), ...Object.values(form.custom)];
  // Cast: the keys of that record.
  const regulated = (Object.keys(REGULATED) as (keyof typeof REGULATED)[]).map((name) => form[name]);
  return form.zone !== null || [...texts, ...regulated].some((text) => text !== '');
}
