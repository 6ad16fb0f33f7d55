/**
 * Whether a text must not become a value in the tables of a RADIUS server. FreeRADIUS strips quotation marks around a value
 * and then expands it, and what stands in back-ticks it runs as a command (measured with 3.2.1): so no value begins or ends
 * with one, and none has a character that nobody sees.
 */
export function isUnfitForRadius(text: string): boolean {
  return /^[`"']|[`"']$|\p{Cc}/u.test(text);
}
