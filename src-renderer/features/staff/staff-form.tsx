import { useQuery } from '@tanstack/react-query';
import type { StaffFields, StaffLine } from '#shared/contract/office.ts';
import { type Role, ROLES } from '#shared/domain/operator/role.ts';
import { core } from '../../host/core.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ChoiceField, type Reading, TextField, type Typed, useText } from '../../ui/records/index.ts';

/** What stands in the form. The role is chosen, never guessed. */
export function typedStaff(line: StaffLine | null, own: string): Typed {
  return { operatorId: line?.operatorId ?? own, name: line?.name ?? '', role: line?.role ?? '' };
}

export function staffOf(read: Reading): StaffFields {
  return {
    operatorId: read.text('operatorId'),
    name: read.text('name'),
    // Cast: it is chosen from the list of them.
    role: read.text('role') as StaffFields['role'],
  };
}

/** What each role may do, in a sentence. */
const MAY: Readonly<Record<Role, MessageKey>> = {
  admin: 'staff.admin-may',
  manager: 'staff.manager-may',
  cashier: 'staff.cashier-may',
  technician: 'staff.technician-may',
};

/** The fields of a staff user. */
export function StaffForm({ line }: { line: StaffLine | null }) {
  const say = useMessage();
  const typed = useText('role');
  const chosen = ROLES.find((role) => role === typed);
  const { data } = useQuery(core.operators.list.queryOptions());
  const operators = (data ?? []).filter(({ id, retiredAt }) => retiredAt === null || id === line?.operatorId);
  return (
    <>
      <TextField name="name" label="records.name" hint="staff.name-hint" required first />
      <ChoiceField
        name="role"
        label="staff.role"
        required
        choices={ROLES.map((value) => ({ value, label: say(`signIn.${value}`) }))}
      />
      {chosen !== undefined && <p className="muted">{say(MAY[chosen])}</p>}
      {operators.length > 1 && (
        <ChoiceField
          name="operatorId"
          label="records.owner"
          hint="staff.owner-hint"
          required
          choices={operators.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </>
  );
}
