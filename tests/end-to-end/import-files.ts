/** The template's headings in its order. */
export const HEADINGS = 'Username,Password,Full Name,Phone,Email,Operator,Package,Billing Profile,Zone,Address';

interface Line {
  readonly username: string;
  readonly phone?: string;
  readonly email?: string;
  readonly package?: string;
}

/** A row of the sample ISP's own packages and profiles. */
const line = ({ username, phone = '', email = '', package: plan = 'Home 10M' }: Line): string =>
  [username, `Secret-${username}`, `Name of ${username}`, phone, email, 'admin', plan, 'Monthly', '', ''].join(',');

export const file = (...lines: readonly Line[]): string => [HEADINGS, ...lines.map(line)].join('\r\n');

/** `count` customers without a fault: new0001, new0002 … */
export const sound = (count: number): readonly Line[] =>
  Array.from({ length: count }, (_, index) => ({
    username: `new${String(index + 1).padStart(4, '0')}`,
    phone: `0181${String(1_000_000 + index)}`,
  }));

/** Five rows, of which rows 3, 4 and 6 have an error each: an unknown package, a username twice, a broken e-mail. */
export const FAULTY = file(
  { username: 'zainab', phone: '01811000001' },
  { username: 'zakir', phone: '01811000002', package: 'Home10' },
  { username: 'zainab', phone: '01811000003' },
  { username: 'zeba', phone: '01811000004' },
  { username: 'zohra', phone: '01811000005', email: 'not an address' },
);
