/**
 * Whether a text must not become a value in the tables of a RADIUS server. FreeRADIUS strips quotation marks around a value
 * and then expands it, and what stands in back-ticks it runs as a command (measured with 3.2.1): so no value begins or ends
 * with one, none has what is expanded ("%{…}"), and none has a character that nobody sees.
 */
export function isUnfitForRadius(text: string): boolean {
  return /^[`"']|[`"']$|%\{|\p{Cc}/u.test(text);
}

/**
 * Whether a text must not become a name there: of a group, a pool, a router or a secret, which nobody types as freely as a
 * password. Other programs read those as well, each with its own signs, so none has a quotation mark, a back-tick or a
 * backslash anywhere.
 */
export function isUnfitAsRadiusName(text: string): boolean {
  return isUnfitForRadius(text) || /[`"'\\]|\$\{/.test(text);
}
