export { OPERATOR_LINE } from './line-above.ts';
export { ownerWithin, reachCondition, reachOfActor, usableByActor } from './reach.ts';
export { firstAdmin, isSignInNeeded, staffActor, topOperator } from './staff.ts';
