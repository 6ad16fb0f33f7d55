export { queueAgain } from './queue-again.ts';
export { type PlacedCustomer, servedCustomers } from './served.ts';
export { readStanding } from './standing.ts';
