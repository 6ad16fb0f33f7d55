export { customerDropper } from './customer-dropper.ts';
export { customerPutter, customerRows } from './customer-rows.ts';
export { lineDropper, linePutter, ledgerRows } from './ledger-rows.ts';
export { recordDropper, recordPutter, type RecordProblem } from './store-records.ts';
export { type RecordAt, recordIds, recordReader, recordRow } from './record-rows.ts';
