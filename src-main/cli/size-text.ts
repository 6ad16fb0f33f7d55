const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** "1.4 GB" of bytes, as the screens have it. */
export function sizeText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const size = bytes / 1000 ** power;
  return `${power > 1 ? size.toFixed(1) : String(Math.round(size))} ${UNITS[power] ?? ''}`;
}
