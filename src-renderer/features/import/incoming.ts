import { useSyncExternalStore } from 'react';
import { client, core, queryClient } from '../../host/core.ts';

/** A file on its way into the core, before it has a session. */
export interface Incoming {
  readonly name: string;
  readonly size: number;
  /** Why it was not taken; null while it is on its way. */
  readonly error: unknown;
}

let incoming: Incoming | null = null;
const watchers = new Set<() => void>();

function set(next: Incoming | null): void {
  incoming = next;
  for (const watcher of watchers) watcher();
}

/** The file that is on its way, for the page that shows it. */
export function useIncoming(): Incoming | null {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => incoming,
  );
}

export const forgetIncoming = (): void => set(null);

/**
 * Begins an import with a file that was dropped on the window or chosen: shows Import, hands the file to the core and
 * goes on to its session. What was worked on before stays among the unfinished ones.
 */
export function openDroppedFile(file: File): void {
  void take(file);
}

async function take(file: File): Promise<void> {
  if (incoming?.error === null) return;
  const { name, size } = file;
  set({ name, size, error: null });
  goTo('/import');
  try {
    const { session } = await client.import.open({ file });
    set(null);
    goTo(`/import/${session}`);
    await queryClient.invalidateQueries({ queryKey: core.import.unfinished.key() });
  } catch (error) {
    set({ name, size, error });
  }
}

/** By the address alone: a file is dropped on the window, which knows no router. */
function goTo(path: string): void {
  window.location.hash = path;
}
