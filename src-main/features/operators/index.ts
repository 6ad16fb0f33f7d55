export { ownerWithin, reachCondition, reachOfActor, usableByActor } from './reach.ts';
export { firstAdmin, isSignInNeeded, staffActor } from './staff.ts';
