export { firstAdmin } from './first-admin.ts';
export { isOwner, reachCondition, reachOfActor, usableByActor } from './reach.ts';
