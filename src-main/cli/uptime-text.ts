/** "3d 04:05:06" of seconds. */
export function uptimeText(seconds: number | null): string {
  if (seconds === null) return '';
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return days === 0 ? clock : `${days}d ${clock}`;
}
