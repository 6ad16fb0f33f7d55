import type { BillingProfileFields, BillingProfileLine } from '#shared/contract/office.ts';
import { useMessage } from '../../messages/use-message.ts';
import {
  ChoiceField,
  FieldRow,
  OwnerField,
  type Reading,
  TextField,
  TickField,
  type Typed,
  useText,
} from '../../ui/records/index.ts';

const MODES = ['monthly', 'daily'] as const;
const TIMINGS = ['arrears', 'advance'] as const;

/** What stands in the form. How customers pay is never guessed: a new profile has no mode until one is chosen. */
export function typedProfile(line: BillingProfileLine | null, own: string): Typed {
  return {
    operatorId: line?.operatorId ?? own,
    name: line?.name ?? '',
    code: line?.code ?? '',
    mode: line?.mode ?? '',
    billingDay: String(line?.billingDay ?? 1),
    graceDays: String(line?.graceDays ?? 7),
    autoSuspend: line?.autoSuspend ?? true,
    timing: line?.timing ?? 'arrears',
    prorateFirst: line?.prorateFirst ?? true,
  };
}

/** Reads the form. Billed by the day there is neither a billing day nor a grace. */
export function profileOf(read: Reading): BillingProfileFields {
  // Cast: it is chosen from the list of them.
  const mode = read.text('mode') as BillingProfileFields['mode'];
  const isMonthly = mode === 'monthly';
  return {
    operatorId: read.text('operatorId'),
    name: read.text('name'),
    code: read.optional('code'),
    mode,
    billingDay: isMonthly ? read.whole('billingDay', { least: 1, most: 28 }) : 1,
    graceDays: isMonthly ? read.whole('graceDays', { least: 0, most: 365 }) : 0,
    autoSuspend: read.flag('autoSuspend'),
    timing: isMonthly && read.text('timing') === 'advance' ? 'advance' : 'arrears',
    prorateFirst: read.flag('prorateFirst'),
  };
}

/** The fields of a billing profile; day and grace are the month's. */
export function ProfileForm({ line }: { line: BillingProfileLine | null }) {
  const say = useMessage();
  const isMonthly = useText('mode') === 'monthly';
  const timing = useText('timing');
  return (
    <>
      <FieldRow>
        <TextField name="name" label="records.name" required first />
        <TextField name="code" label="records.code" hint="records.code-hint" mono />
      </FieldRow>
      <OwnerField current={line && { id: line.operatorId, name: line.operator }} />
      <ChoiceField
        name="mode"
        label="billingProfiles.mode"
        required
        choices={MODES.map((value) => ({ value, label: say(`billingProfiles.${value}-long`) }))}
      />
      {isMonthly && (
        <>
          <ChoiceField
            name="timing"
            label="billingProfiles.timing"
            hint={timing === 'advance' ? 'billingProfiles.advance-hint' : 'billingProfiles.arrears-hint'}
            required
            choices={TIMINGS.map((value) => ({ value, label: say(`billingProfiles.${value}`) }))}
          />
          <FieldRow>
            <TextField
              name="billingDay"
              label="billingProfiles.billing-day"
              hint="billingProfiles.billing-day-hint"
              numeric
            />
            <TextField name="graceDays" label="billingProfiles.grace" hint="billingProfiles.grace-hint" numeric />
          </FieldRow>
          <TickField name="prorateFirst" label="billingProfiles.prorate" hint="billingProfiles.prorate-hint" />
        </>
      )}
      <TickField name="autoSuspend" label="billingProfiles.auto-suspend" hint="billingProfiles.auto-suspend-hint" />
    </>
  );
}
