/** What a user of Lastmile's needs on a router. */
export const RIGHTS = ['read', 'write', 'api', 'test'] as const;

/** Which of them a group's policy, "read,write,!ftp", does not grant. */
export function rightsLacking(policy: string, mayWrite: boolean): readonly string[] {
  const granted = new Set(policy.split(',').map((one) => one.trim()));
  return RIGHTS.filter((right) => !granted.has(right) || (right === 'write' && !mayWrite));
}
