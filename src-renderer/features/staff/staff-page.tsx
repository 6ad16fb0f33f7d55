import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { StaffFields, StaffLine } from '#shared/contract/office.ts';
import { client, core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { type RecordScreen, RecordsPage } from '../../ui/records/index.ts';
import { Status } from '../../ui/status.tsx';
import { useMay } from '../sign-in/index.ts';
import { OpenNotice } from './open-notice.tsx';
import { StaffForm, staffOf, typedStaff } from './staff-form.tsx';
import styles from './staff-page.module.css';
import { StaffPasswordDialog } from './staff-password-dialog.tsx';

/** Who may sign in, as what and for which operator. */
export function StaffPage() {
  const { allowed } = useMay('staff.add');
  const { data: state } = useQuery(core.signIn.state.queryOptions());
  const [giving, setGiving] = useState<StaffLine | null>(null);
  const own = state?.who?.operatorId ?? '';
  const myself = state?.who?.id;
  const screen = useMemo(
    (): RecordScreen<StaffLine, StaffFields> => ({
      words: {
        title: 'staff.title',
        add: 'staff.add',
        edit: 'staff.edit',
        none: 'staff.none',
        noneText: 'staff.none-text',
        retired: 'staff.retired',
        takenBack: 'staff.taken-back',
      },
      queryKey: core.staff.list.queryKey(),
      calls: client.staff,
      titleOf: ({ name }) => name,
      searchOf: ({ operator, role }) => `${operator} ${role}`,
      columns: [
        { id: 'role', header: 'staff.role', cell: (line) => <RoleWord of={line} /> },
        { id: 'operator', header: 'records.owner', cell: ({ operator }) => operator },
        {
          id: 'password',
          header: 'staff.sign-in',
          cell: (line) => <MaySignIn of={line} isMyself={line.id === myself} />,
        },
      ],
      // One's own is changed with the current one, from the menu of one's own.
      actions: [{ word: 'staff.set-password-open', can: ({ id }) => id !== myself, open: setGiving }],
      typedOf: (line) => typedStaff(line, own),
      fieldsOf: staffOf,
      Form: StaffForm,
    }),
    [own, myself],
  );
  return (
    <div className={styles.page}>
      <OpenNotice />
      {giving !== null && <StaffPasswordDialog line={giving} onClose={() => setGiving(null)} />}
      <RecordsPage screen={screen} mayAdd={allowed && own !== ''} />
    </div>
  );
}

function RoleWord({ of: { role } }: { of: StaffLine }) {
  const say = useMessage();
  return say(`signIn.${role}`);
}

function MaySignIn({ of: { hasPassword, retiredAt }, isMyself }: { of: StaffLine; isMyself: boolean }) {
  const say = useMessage();
  if (retiredAt !== null)
    return (
      <Status glyph="cross" tone="idle">
        {say('staff.may-not')}
      </Status>
    );
  if (isMyself)
    return (
      <Status glyph="disc" tone="good">
        {say('staff.yourself')}
      </Status>
    );
  if (hasPassword)
    return (
      <Status glyph="tick" tone="good">
        {say('staff.may')}
      </Status>
    );
  return (
    <Status glyph="triangle" tone="warn">
      {say('staff.no-password')}
    </Status>
  );
}
