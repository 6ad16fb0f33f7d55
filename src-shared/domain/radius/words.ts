/** What a router, and mostly nobody else, is told with a refusal. FreeRADIUS says the same of a time that has run out. */
export const PLAN_EXPIRED = 'Plan expired';
export const SUSPENDED = 'Account suspended';
export const UNPAID = 'Account suspended: payment is due';
