import type { Command } from './command.ts';
import { backup, check, restore } from './commands/backup.ts';
import { customerActions, customerAdd, customerUndo } from './commands/customer.ts';
import { billingRun } from './commands/billing.ts';
import { customers } from './commands/customers.ts';
import { customersExport } from './commands/customers-export.ts';
import { ledger, reverse } from './commands/ledger.ts';
import { receipt } from './commands/receipt.ts';
import { reportCash } from './commands/report-cash.ts';
import { reportSuspensions } from './commands/report-suspensions.ts';
import { history } from './commands/history.ts';
import { importFile, undoImport } from './commands/import.ts';
import { messagesFlush, messagesList, messagesTest } from './commands/messages.ts';
import { radiusDisconnect, radiusRate, radiusStatus, radiusTest } from './commands/radius.ts';
import { recordLists } from './commands/records.ts';
import { demo, referenceImport } from './commands/reference.ts';
import { routerAdd, routerList, routerTest } from './commands/router.ts';
import { reportBtrc } from './commands/report.ts';
import { disconnect, online } from './commands/online.ts';
import { sessions } from './commands/sessions.ts';
import { usage } from './commands/usage.ts';
import { conflictChoices, conflicts, conflictsSet } from './commands/conflicts.ts';
import { enroll, syncJoin } from './commands/enroll.ts';
import { sync, syncLeave } from './commands/sync.ts';
import { paymentAdd } from './commands/payment.ts';
import { passwordSet } from './commands/password.ts';
import { provision } from './commands/provision.ts';
import { routerAdopt } from './commands/router-adopt.ts';
import { routerDrift } from './commands/router-drift.ts';
import { serve } from './commands/serve.ts';
import { staffAdd, staffList, staffRetire, staffSetPassword } from './commands/staff.ts';
import { template } from './commands/template.ts';
import { validate } from './commands/validate.ts';

/** Every command there is, in the order of the help. */
export const commands: readonly Command[] = [
  demo,
  referenceImport,
  ...recordLists,
  template,
  validate,
  importFile,
  undoImport,
  customers,
  customerAdd,
  ...customerActions,
  customerUndo,
  paymentAdd,
  receipt,
  ledger,
  reverse,
  billingRun,
  customersExport,
  online,
  disconnect,
  sessions,
  usage,
  messagesList,
  messagesFlush,
  provision,
  messagesTest,
  routerAdd,
  routerList,
  routerTest,
  radiusStatus,
  radiusTest,
  radiusDisconnect,
  radiusRate,
  reportBtrc,
  reportCash,
  reportSuspensions,
  history,
  routerAdopt,
  routerDrift,
  enroll,
  syncJoin,
  sync,
  syncLeave,
  conflicts,
  ...conflictChoices,
  conflictsSet,
  backup,
  restore,
  check,
  passwordSet,
  staffList,
  staffAdd,
  staffSetPassword,
  staffRetire,
  serve,
];
