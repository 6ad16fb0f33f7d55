import { PAYMENT_METHODS } from '#shared/domain/billing/entry.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ClockDoubt } from '../billing/index.ts';
import { ChoiceList } from './choice-list.tsx';
import { TextField } from './text-field.tsx';
import { Toggle } from './toggle.tsx';
import { UsedBefore } from './used-before.tsx';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

/** 5: how the customer pays, what for, and whether service begins at once. */
export function StepPayment() {
  const say = useMessage();
  const { money } = useFormats();
  const { form, set, offered, quote } = useWizard();
  const { currency } = offered;
  return (
    <>
      <ChoiceList
        label={say('registration.method')}
        choices={PAYMENT_METHODS.map((value) => ({
          value,
          word: say(`registration.method-${value}`),
          hint: say(`registration.method-${value}-hint`),
        }))}
        value={form.method}
        onChoose={(method) => set({ method, reference: '' })}
      />
      {form.method !== 'cash' && (
        <div className={styles.narrow}>
          <TextField
            name="reference"
            label={say(`registration.reference-${form.method}`)}
            hint={say(`registration.reference-${form.method}-hint`)}
            required={form.method === 'mpesa'}
            mono
          />
          <UsedBefore />
        </div>
      )}
      <Toggle
        label={say('registration.charge-installation')}
        hint={say('registration.charge-installation-hint')}
        checked={form.chargesInstallation}
        onChange={(chargesInstallation) => set({ chargesInstallation })}
      >
        <TextField
          name="installationFee"
          label={say('registration.installation-fee')}
          required
          mode="decimal"
          unit={currency}
        />
      </Toggle>
      <Toggle
        label={say('registration.charge-custom')}
        hint={say('registration.charge-custom-hint')}
        checked={form.chargesCustom}
        onChange={(chargesCustom) => set({ chargesCustom })}
      >
        <TextField
          name="customAmount"
          label={say('registration.custom-amount')}
          required
          mode="decimal"
          unit={currency}
        />
      </Toggle>
      <div className={styles.narrow}>
        <TextField
          name="received"
          label={say('registration.received')}
          hint={say('registration.received-hint')}
          placeholder={quote?.total == null || quote.lines.length === 0 ? undefined : money(quote.total)}
          mode="decimal"
          unit={currency}
        />
      </div>
      <ClockDoubt />
      <ChoiceList
        label={say('registration.activate')}
        choices={(['yes', 'no'] as const).map((value) => ({
          value,
          word: say(`registration.activate-${value}`),
          hint: say(`registration.activate-${value}-hint`),
        }))}
        value={form.activate ? 'yes' : 'no'}
        onChoose={(value) => set({ activate: value === 'yes' })}
      />
    </>
  );
}
