import { ipcRenderer } from 'electron';

/** What is used of the page here; the rest of src-main runs where there is none. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
  addEventListener(event: 'DOMContentLoaded', listener: () => void): void;
};

// The only thing that the desktop gives the page: one MessagePort to the core. The page listens for it as soon as its
// scripts have run, which is before DOMContentLoaded (src-renderer/host/link.ts).
ipcRenderer.on('lastmile:port', ({ ports }) => {
  window.postMessage('lastmile:port', window.location.origin, ports);
});
window.addEventListener('DOMContentLoaded', () => {
  ipcRenderer.send('lastmile:want-port');
});
