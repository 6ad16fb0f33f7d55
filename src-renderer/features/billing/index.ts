export { CashPage } from './cash-page.tsx';
export { ClockDoubt } from './clock-doubt.tsx';
export { LedgerTable } from './ledger-table.tsx';
export { cashSearchOf } from './place.ts';
export { ReceiptPage } from './receipt-page.tsx';
export { ReportsFrame } from './reports-frame.tsx';
export { suspensionSearchOf } from './place.ts';
export { SuspensionsPage } from './suspensions-page.tsx';
