export { customersBy } from './customer-counts.ts';
export { changeOf, differing } from './difference.ts';
export { codeOf, fitting, nameOf } from './names.ts';
export { type CustomerReference, customersOf, operatorNames, refuseOwner } from './owner.ts';
export { ownedLine, ownedShown } from './owned.ts';
export type { Base, KeptRow, RecordKind, Use } from './record-kind.ts';
export { recordKeeper, type RecordKeeper } from './record-keeper.ts';
export { noteStale, type Stale, staleSearch, type StaleSearch } from './stale-search.ts';
