import { actions } from './actions.ts';
import { adopt } from './adopt.ts';
import { backups } from './backups.ts';
import { customers } from './customers.ts';
import { dashboard } from './dashboard.ts';
import { devices } from './devices.ts';
import { drift } from './drift.ts';
import { fields } from './fields.ts';
import { history } from './history.ts';
import { importing } from './import.ts';
import { billing, ledger } from './ledger.ts';
import { messages } from './messages.ts';
import { billingProfiles, networkAddresses, operators, packages, staff, zones } from './office.ts';
import { provisioning } from './provisioning.ts';
import { online } from './online.ts';
import { radius } from './radius.ts';
import { reference } from './reference.ts';
import { registration } from './registration.ts';
import { reports } from './reports.ts';
import { routers } from './routers.ts';
import { settings } from './settings.ts';
import { signIn } from './sign-in.ts';
import { sync } from './sync.ts';

/** The only door between the screens and the core. Who may call what stands in rules.ts. */
export const contract = {
  signIn,
  dashboard,
  customers,
  actions,
  devices,
  history,
  import: importing,
  reports,
  operators,
  staff,
  packages,
  billingProfiles,
  zones,
  networkAddresses,
  routers,
  provisioning,
  online,
  radius,
  fields,
  registration,
  ledger,
  billing,
  messages,
  reference,
  settings,
  backups,

  adopt,
  drift,

  sync,
};
export type Contract = typeof contract;
