export { ownerWithin, reachCondition, reachOfActor, usableByActor } from './reach.ts';
export { firstAdmin, staffActor } from './staff.ts';
