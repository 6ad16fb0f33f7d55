/** A year, in seconds. */
const LONG = 31_536_000;

/**
 * Small choices of this person on this machine (light or dark, how dense a table is). Kept in the page's own storage, and
 * in a cookie as well, because a browser gives every port of 127.0.0.1 a storage of its own and the port changes at each
 * start; cookies know no ports.
 */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`lastmile-${name}`, value);
  } catch {
    // A browser that keeps nothing for this page: the choice holds until it is closed.
  }
  document.cookie = `lastmile-${name}=${encodeURIComponent(value)}; max-age=${LONG}; path=/; samesite=strict`;
}

/** The choice from before, or null. */
export function remembered(name: string): string | null {
  const cookie = document.cookie.split('; ').find((part) => part.startsWith(`lastmile-${name}=`));
  if (cookie !== undefined) return decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1));
  try {
    return localStorage.getItem(`lastmile-${name}`);
  } catch {
    return null;
  }
}
