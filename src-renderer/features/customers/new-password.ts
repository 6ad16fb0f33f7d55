/** Without those that are read as one another: 0 and O, 1 and l and I. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 10;

/** A password that can be read out on the telephone. */
export function newPassword(): string {
  // 256 is no multiple of the signs: what is over the last whole round would make the first ones likelier.
  const limit = 256 - (256 % SIGNS.length);
  let password = '';
  while (password.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      if (byte < limit && password.length < LENGTH) password += SIGNS.charAt(byte % SIGNS.length);
    }
  }
  return password;
}
