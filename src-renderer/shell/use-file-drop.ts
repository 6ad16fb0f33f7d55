import { useEffect, useState } from 'react';

const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * Takes a file that is dropped anywhere on the window; a browser would leave the page to show it. Answers whether one is
 * held over the window now. Of several files the first is taken; where nobody takes them, the page stays all the same.
 */
export function useFileDrop(onFile: ((file: File) => void) | null): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Entering a child fires before leaving its parent, so the window is left when as many were left as entered.
    let entered = 0;
    const enter = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      entered += 1;
      setOver(true);
    };
    const hold = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = onFile === null ? 'none' : 'copy';
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      entered = Math.max(0, entered - 1);
      if (entered === 0) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      entered = 0;
      setOver(false);
      if (!carriesFile(event) || event.defaultPrevented) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) onFile?.(file);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', hold);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', hold);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onFile]);
  return over;
}
