export { addressOf, type Address, type ReadAddress } from './address.ts';
export { backOff, type BackOff } from './back-off.ts';
export { centralLine, type CentralLine, type CentralLineOptions } from './central-line.ts';
export type { FailureKind, LineFailure, Outcome } from './failure.ts';
export { lookAt, type Seen } from './look-at.ts';
export { type Network, thisMachine } from './network.ts';
export type { Certificate } from './trust.ts';
export { untilOnline } from './until-online.ts';
