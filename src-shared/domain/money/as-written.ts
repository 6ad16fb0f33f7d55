/** How people write a currency beside an amount, besides its code; lower case. What is not listed has its code alone. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  BDT: ['৳', 'tk.', 'tk', 'taka', 'টাকা'],
  KES: ['kshs.', 'kshs', 'ksh.', 'ksh', 'sh.', 'sh'],
  INR: ['₹', 'rs.', 'rs'],
  PKR: ['₨', 'rs.', 'rs'],
  NPR: ['रू', 'rs.', 'rs'],
  TZS: ['tshs.', 'tshs', 'tsh.', 'tsh', 'sh.', 'sh'],
  UGX: ['ushs.', 'ushs', 'ush.', 'ush', 'sh.', 'sh'],
  NGN: ['₦'],
  USD: ['$'],
  EUR: ['€'],
  GBP: ['£'],
};

/** Most amounts of a file: nothing to be taken away. */
const PLAIN = /^[\d.,+-]*$/;

/** "500/-", "500/=": that nothing follows. */
const NO_MORE = /\/[-=]$/;

/**
 * An amount as people write it ("৳ 500", "500 BDT", "KSh 1,500", "1500/-") without the currency's sign, its code and the mark
 * behind whole amounts. Another currency's stay: such an amount is none of this one.
 */
export function withoutCurrency(text: string, currency: string): string {
  if (PLAIN.test(text)) return text;
  const signs = [currency.toLowerCase(), ...(SIGNS[currency] ?? [])];
  const written = text.trim();
  const minus = /^[+-]/.exec(written)?.[0] ?? '';
  const amount = bare(bare(written.slice(minus.length), signs).replace(NO_MORE, ''), signs);
  return minus + amount;
}

/** Without the sign in front or behind: one of the two. */
function bare(text: string, signs: readonly string[]): string {
  const small = text.toLowerCase();
  const before = signs.find((sign) => small.startsWith(sign));
  if (before !== undefined) return text.slice(before.length).trim();
  const behind = signs.find((sign) => small.endsWith(sign));
  return behind === undefined ? text.trim() : text.slice(0, -behind.length).trim();
}
