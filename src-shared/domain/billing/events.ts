// What people do to an account, as functions of it, and what they are told beforehand. Whatever it is, the clock goes first
// (act.ts): what should have come about before, has.

export { changeTariff, planPackage } from './change-tariff.ts';
export { lift } from './lift.ts';
export { postLine } from './line.ts';
export { extend, renew, renewalPrice } from './prolong.ts';
export { dayPriceNow, type FirstPeriod, firstPeriod, lastSecondOf } from './quote.ts';
export { activate, end, reactivate, suspend } from './service.ts';
