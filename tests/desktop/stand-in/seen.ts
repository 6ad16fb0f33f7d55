import type { EventEmitter } from 'node:events';

type Decide<Answer> = (answer: Answer) => void;

/** What the desktop has asked of the stand-in, for `control.ts` to look at and to play with. */
export const seen = {
  sandboxed: false,
  shown: false,
  schemes: null as unknown,
  windows: [] as { options: unknown; window: EventEmitter & { webContents: EventEmitter & { mainFrame: Frame } } }[],
  loaded: [] as string[],
  focused: [] as string[],
  told: [] as unknown[],
  /** Arguments of every message that was posted to the page of the window. */
  handed: [] as unknown[][],
  opening: null as ((details: { url: string }) => { action: string }) | null,
  pages: null as { scheme: string; handler: (request: { url: string }) => Promise<Response> } | null,
  permission: null as ((contents: unknown, permission: string, decide: Decide<boolean>) => void) | null,
  permissionCheck: null as (() => boolean) | null,
  device: null as (() => boolean) | null,
  request: null as ((details: { url: string }, decide: Decide<{ cancel: boolean }>) => void) | null,
};

export interface Frame {
  url: string;
  postMessage: (...message: unknown[]) => void;
}
