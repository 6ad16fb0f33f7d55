export { firstAdmin } from './first-admin.ts';
export { reachCondition, reachOfActor, usableByActor } from './reach.ts';
