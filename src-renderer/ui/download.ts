/** Hands a file that the core made to the person, as a download. */
export function download(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser has begun to read it by then; a minute is far more than it needs.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
