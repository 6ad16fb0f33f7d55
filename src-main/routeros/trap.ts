export type TrapReason =
  | 'already-exists'
  | 'no-such-item'
  | 'no-such-command'
  | 'bad-value'
  | 'unknown-parameter'
  | 'not-permitted'
  | 'bad-login'
  | 'other';

/** One `!trap` of a router: its words as they came, and what they mean. The category (0 to 7) is often absent. */
export type Trap = { readonly reason: TrapReason; readonly message: string; readonly category?: number };

// Routers have no codes for these: the words are all there is, and they grew at both ends over the versions.
const parts: readonly (readonly [string, TrapReason])[] = [
  ['already exists', 'already-exists'],
  ['already have', 'already-exists'],
  ['no such item', 'no-such-item'],
  ['no such command', 'no-such-command'],
  ['input does not match any value of', 'bad-value'],
  ['unknown parameter', 'unknown-parameter'],
  ['not enough permissions', 'not-permitted'],
  ['invalid user name or password', 'bad-login'],
];

/** Reads the attributes of a `!trap`. */
export function trapOf(attributes: Readonly<Record<string, string>>): Trap {
  const message = attributes['message'] ?? '';
  const lower = message.toLowerCase();
  const reason = parts.find(([part]) => lower.includes(part))?.[1] ?? 'other';
  const category = attributes['category'];
  return category !== undefined && /^\d$/.test(category)
    ? { reason, message, category: Number(category) }
    : { reason, message };
}
