import { z } from 'zod';

/** Every problem a row can have, and how bad it is. An error keeps the row out; a warning does not. */
export const PROBLEM_SEVERITY = {
  'missing-required': 'error',
  'duplicate-in-file': 'error',
  'duplicate-username': 'error',
  'username-was-deleted': 'warning',
  'operator-not-found': 'error',
  'package-not-found': 'error',
  'billing-profile-not-found': 'error',
  'zone-not-found': 'error',
  'package-incomplete': 'error',
  'package-type-mismatch': 'error',
  'invalid-username': 'error',
  'invalid-password': 'error',
  'invalid-phone': 'error',
  'invalid-email': 'error',
  'invalid-ip': 'error',
  'invalid-mac': 'error',
  'invalid-date': 'error',
  'ambiguous-date': 'error',
  /** An amount, a number or a choice that cannot be read. See docs/decisions/0006. */
  'invalid-value': 'error',
  'phone-damaged': 'error',
  'phone-zero-lost': 'warning',
  'duplicate-phone': 'warning',
  'no-phone': 'warning',
  'password-weak': 'warning',
  'password-unknown': 'warning',
  'daily-without-balance': 'warning',
  'ip-taken': 'error',
  'ip-outside-pool': 'error',
  'ip-required': 'error',
  'formula-error': 'error',
} as const;

export type ProblemCode = keyof typeof PROBLEM_SEVERITY;
export const PROBLEM_CODES = Object.keys(PROBLEM_SEVERITY) as [ProblemCode, ...ProblemCode[]];
export const ProblemCode = z.enum(PROBLEM_CODES);
export type Severity = (typeof PROBLEM_SEVERITY)[ProblemCode];
export const Severity = z.enum(['error', 'warning']);
