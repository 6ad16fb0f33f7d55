/**
 * A text as it stands in a `value` of FreeRADIUS's tables. It reads backslashes there as C does (measured with 3.2.1: the password
 * `\101` was "A", and one that ends in a backslash let nobody in), so each is written twice.
 */
export const valueText = (text: string): string => text.replaceAll('\\', '\\\\');
