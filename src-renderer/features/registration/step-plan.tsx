import { Select } from '@mantine/core';
import type { PackageLine } from '#shared/contract/office.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { NoneYet } from './none-yet.tsx';
import { useMay } from '../sign-in/index.ts';
import { usePlanLine } from './use-plan-line.ts';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

interface StepPlanProps {
  /** Opens the form of a plan: a new one, or this one, which lacks something. */
  readonly onPlan: (line: PackageLine | null) => void;
  /** Opens the form of a new billing profile. */
  readonly onProfile: () => void;
}

const IN_PLACE = { withinPortal: false, shadow: 'md' } as const;

/** 2: what the customer gets, and how it is paid. Only plans of the connection are offered. */
export function StepPlan({ onPlan, onProfile }: StepPlanProps) {
  const say = useMessage();
  const planLine = usePlanLine();
  const { form, set, problemOf, offered } = useWizard();
  const { operators, own, plans, plan, profiles } = offered;
  const mayChange = useMay('packages.change').allowed;
  const isIncomplete = plan !== null && !plan.isComplete;
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
        <NoneYet
          title={say('registration.no-plans')}
          text={say('registration.no-plans-text', {
            connection: say(`registration.connection-${form.connection ?? 'pppoe'}`),
          })}
          needs="packages.add"
          ask={say('registration.ask-for-plan')}
          onCreate={() => onPlan(null)}
          first
        />
      ) : (
        <div>
          <Select
            data-first
            label={say('registration.plan')}
            description={say('registration.plan-hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            required
            data={plans.map((line) => ({ value: line.id, label: planLine(line) }))}
            value={form.package}
            placeholder={say('registration.choose-plan')}
            nothingFoundMessage={say('registration.no-such-plan')}
            allowDeselect={false}
            searchable
            selectFirstOptionOnChange
            selectFirstOptionOnDropdownOpen={form.package === null}
            // Whoever is sent back to it reads first what is wrong with it.
            openOnFocus={false}
            comboboxProps={IN_PLACE}
            error={problemOf('package')}
            onChange={(id) => set({ package: id })}
          />
          {isIncomplete && !(mayChange && plan.mayChange) && (
            <p className={styles.note}>{say('registration.ask-to-complete')}</p>
          )}
          {isIncomplete && mayChange && plan.mayChange && (
            <Button kind="quiet" className={styles.under} onClick={() => onPlan(plan)}>
              {say('registration.complete-plan')}
            </Button>
          )}
        </div>
      )}
      {profiles.length === 0 ? (
        <NoneYet
          title={say('registration.no-profiles')}
          text={say('registration.no-profiles-text')}
          needs="billingProfiles.add"
          ask={say('registration.ask-for-profile')}
          onCreate={onProfile}
        />
      ) : (
        <Profiles />
      )}
    </>
  );
}

/** How the customer is billed. */
function Profiles() {
  const say = useMessage();
  const { form, set, problemOf, offered } = useWizard();
  const { profiles } = offered;
  return (
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
      selectFirstOptionOnChange
      openOnFocus={false}
      comboboxProps={IN_PLACE}
      error={problemOf('billingProfile')}
      onChange={(id) => set({ billingProfile: id })}
    />
  );
}
