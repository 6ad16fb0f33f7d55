const NAMED: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', $: '\\$', '?': '\\?' };

/**
 * A text as a script of RouterOS has it, in its quotation marks. Inside them `$` begins a variable, `\` an escape, and `?`
 * asks a terminal for help; what is no printable ASCII is written as bytes of UTF-8, so that no paste can spoil it.
 */
export function scriptText(text: string): string {
  const inside = Array.from(text, (sign) => {
    const named = NAMED[sign];
    if (named !== undefined) return named;
    if (/^[ -~]$/.test(sign)) return sign;
    return encodeURIComponent(sign.toWellFormed()).replaceAll('%', '\\');
  });
  return `"${inside.join('')}"`;
}
