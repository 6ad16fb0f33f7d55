/** Characters that a password has at least, as the contract has it. */
export const LEAST = 8;
