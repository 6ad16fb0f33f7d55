import type { RecordKind } from '#shared/sync/rows.ts';
import { automaticSuspensionRows } from './automatic-suspension.ts';
import { billingProfileRows } from './billing-profile.ts';
import { customFieldRows } from './custom-field.ts';
import { messageTemplateRows } from './message-template.ts';
import { networkAddressRows } from './network-address.ts';
import { operatorRows } from './operator.ts';
import { packageRows } from './package.ts';
import { routerRows } from './router.ts';
import type { RowKind } from './row-kind.ts';
import { reportHandedInRows, settingRows } from './setting.ts';
import { staffUserRows } from './staff-user.ts';
import { zoneRows } from './zone.ts';

export type { RowKind, Stored } from './row-kind.ts';
export { differing } from './same-value.ts';

/** All kinds of records that travel; what others refer to comes first. */
export const ROW_KINDS: Readonly<Record<RecordKind, RowKind>> = {
  operator: operatorRows,
  'staff-user': staffUserRows,
  setting: settingRows,
  'custom-field': customFieldRows,
  'billing-profile': billingProfileRows,
  router: routerRows,
  package: packageRows,
  'network-address': networkAddressRows,
  zone: zoneRows,
  'message-template': messageTemplateRows,
  'automatic-suspension': automaticSuspensionRows,
  'report-handed-in': reportHandedInRows,
};
