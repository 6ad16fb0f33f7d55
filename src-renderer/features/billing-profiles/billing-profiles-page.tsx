import { useMemo } from 'react';
import type { BillingProfileFields, BillingProfileLine } from '#shared/contract/office.ts';
import { client, core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { CustomersLink, ownerColumn, type RecordScreen, RecordsPage, useOwners } from '../../ui/records/index.ts';
import { useMay } from '../sign-in/index.ts';
import { ProfileForm, profileOf, typedProfile } from './profile-form.tsx';

/** How customers are billed. */
export function BillingProfilesPage() {
  const owners = useOwners();
  const { allowed } = useMay('billingProfiles.add');
  const screen = useMemo(
    (): RecordScreen<BillingProfileLine, BillingProfileFields> => ({
      words: {
        title: 'billingProfiles.title',
        add: 'billingProfiles.add',
        edit: 'billingProfiles.edit',
        none: 'billingProfiles.none',
        noneText: 'billingProfiles.none-text',
      },
      queryKey: core.billingProfiles.list.queryKey(),
      calls: client.billingProfiles,
      titleOf: ({ name }) => name,
      searchOf: ({ code, operator }) => `${code ?? ''} ${operator}`,
      columns: [
        { id: 'code', header: 'records.code', cell: ({ code }) => code, mono: true },
        ...ownerColumn<BillingProfileLine>(owners),
        { id: 'mode', header: 'billingProfiles.mode', cell: (line) => <Mode of={line} /> },
        { id: 'timing', header: 'billingProfiles.timing', cell: (line) => <Timing of={line} /> },
        { id: 'day', header: 'billingProfiles.billing-day', cell: (line) => <Day of={line} /> },
        { id: 'grace', header: 'billingProfiles.grace', cell: (line) => <Grace of={line} /> },
        { id: 'suspend', header: 'billingProfiles.auto-suspend', cell: (line) => <Suspend of={line} /> },
        { id: 'customers', header: 'records.customers', cell: (line) => <Customers of={line} />, align: 'end' },
      ],
      typedOf: (line) => typedProfile(line, owners.own),
      fieldsOf: profileOf,
      Form: ProfileForm,
    }),
    [owners],
  );
  return <RecordsPage screen={screen} mayAdd={allowed && owners.own !== ''} />;
}

interface Of {
  readonly of: BillingProfileLine;
}

function Mode({ of: { mode } }: Of) {
  const say = useMessage();
  return say(`billingProfiles.${mode}`);
}

function Timing({ of: { mode, timing } }: Of) {
  const say = useMessage();
  return mode === 'monthly' ? say(`billingProfiles.${timing}`) : null;
}

function Day({ of: { mode, billingDay } }: Of) {
  const say = useMessage();
  return mode === 'monthly' ? say('billingProfiles.on-day', { number: billingDay }) : null;
}

function Grace({ of: { mode, graceDays } }: Of) {
  const say = useMessage();
  return mode === 'monthly' ? say('packages.for-days', { count: graceDays }) : null;
}

function Suspend({ of: { autoSuspend } }: Of) {
  const say = useMessage();
  return say(autoSuspend ? 'records.yes' : 'records.no');
}

function Customers({ of: { customers, id, name } }: Of) {
  return <CustomersLink count={customers} by="billingProfiles" id={id} name={name} />;
}
