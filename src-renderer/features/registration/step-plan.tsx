import { Select } from '@mantine/core';
import type { PackageLine } from '#shared/contract/office.ts';
import { type Formats } from '../../messages/formats.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { type Say, useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { useMay } from '../sign-in/index.ts';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

interface StepPlanProps {
  /** Opens the form of a plan: a new one, or this one, which lacks something. */
  readonly onPlan: (line: PackageLine | null) => void;
}

const IN_PLACE = { withinPortal: false, shadow: 'md' } as const;

/** 2: what the customer gets, and how it is paid. Only plans of the connection are offered. */
export function StepPlan({ onPlan }: StepPlanProps) {
  const say = useMessage();
  const formats = useFormats();
  const { form, set, problemOf, offered } = useWizard();
  const { operators, own, plans, plan, profiles } = offered;
  const mayComplete = useMay('packages.change').allowed && plan?.mayChange === true && !plan.isComplete;
  return (
    <>
      {operators.length > 1 && (
        <Select
          label={say('registration.operator')}
          data={operators.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.operator ?? own}
          allowDeselect={false}
          searchable={operators.length > 8}
          comboboxProps={IN_PLACE}
          error={problemOf('operator')}
          onChange={(id) => set({ operator: id === own ? null : id })}
        />
      )}
      {plans.length === 0 ? (
        <NoPlans onCreate={() => onPlan(null)} />
      ) : (
        <div>
          <Select
            data-first
            label={say('registration.plan')}
            description={say('registration.plan-hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            required
            data={plans.map((line) => ({ value: line.id, label: planLine(line, formats, say) }))}
            value={form.package}
            placeholder={say('registration.choose-plan')}
            nothingFoundMessage={say('registration.no-such-plan')}
            allowDeselect={false}
            searchable
            selectFirstOptionOnChange
            comboboxProps={IN_PLACE}
            error={problemOf('package')}
            onChange={(id) => set({ package: id })}
          />
          {mayComplete && (
            <Button kind="quiet" className={styles.under} onClick={() => onPlan(plan)}>
              {say('registration.complete-plan')}
            </Button>
          )}
        </div>
      )}
      <Select
        label={say('registration.billing-profile')}
        description={form.connection !== null && say(`registration.profiles-${form.connection}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        data={profiles.map(({ id, name, mode }) => {
          const word = say(`registration.mode-${mode}`);
          const isSaid = name.toLowerCase().includes(word.toLowerCase());
          return { value: id, label: isSaid ? name : `${name} · ${word}` };
        })}
        value={form.billingProfile}
        placeholder={say('registration.choose-profile')}
        nothingFoundMessage={say('registration.no-such-profile')}
        allowDeselect={false}
        searchable={profiles.length > 8}
        comboboxProps={IN_PLACE}
        error={problemOf('billingProfile')}
        onChange={(id) => set({ billingProfile: id })}
      />
    </>
  );
}

/** There is no plan of this connection: how to make one, and come back. */
function NoPlans({ onCreate }: { readonly onCreate: () => void }) {
  const say = useMessage();
  const { form } = useWizard();
  const { allowed, why } = useMay('packages.add');
  const connection = say(`registration.connection-${form.connection ?? 'pppoe'}`);
  return (
    <section className={styles.empty} role="status">
      <h3>{say('registration.no-plans')}</h3>
      <p>{say('registration.no-plans-text', { connection })}</p>
      <Button kind="primary" disabled={!allowed} onClick={onCreate} data-first>
        {say('registration.create-plan')}
      </Button>
      {why !== undefined && <p>{why}</p>}
    </section>
  );
}

/** "Home 10M · 10 / 5 Mbps · 800.00 for 30 days": what of it there is. */
export function planLine(line: PackageLine, formats: Formats, say: Say): string {
  const { name, downKbps, upKbps, price, validity, validityUnit } = line;
  const speed = downKbps === null || upKbps === null ? null : `${formats.speed(downKbps)} / ${formats.speed(upKbps)}`;
  const time = validity === null ? null : say(`registration.for-${validityUnit}`, { count: validity });
  const cost = price === null ? null : `${formats.money(price)}${time === null ? '' : ` ${time}`}`;
  return [name, speed, cost].filter((part) => part !== null).join(' · ');
}
