/** Begins an import with a file that was dropped on the window. */
export function openDroppedFile(file: File): void {
  console.warn(`The import screens are not there yet: ${file.name}`);
}

export const ImportPage = (): null => null;
export const SessionPage = (): null => null;
