import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { seen } from './seen.ts';

// What the desktop uses of Electron, as far as it can be had without a window: it remembers what it is told.

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly #paths = new Map<string, string>();
  whenReady = (): Promise<void> => Promise.resolve();
  enableSandbox = (): void => void (seen.sandboxed = true);
  requestSingleInstanceLock = (): boolean => process.env['STAND_IN_SECOND'] === undefined;
  setPath = (name: string, path: string): void => void this.#paths.set(name, path);
  getPath = (name: string): string => this.#paths.get(name) ?? process.env['STAND_IN_HOME'] ?? tmpdir();
  quit = (): void => {
    const event = { isPrevented: false, preventDefault: () => void (event.isPrevented = true) };
    this.emit('before-quit', event);
    if (!event.isPrevented) process.exit(0);
  };
}

export const app = new App();

class WebContents extends EventEmitter {
  readonly mainFrame = { url: '', postMessage: (...message: unknown[]): void => void seen.handed.push(message) };
  printToPDF = (options: unknown): Promise<Buffer> => Promise.resolve(Buffer.from(`%PDF ${JSON.stringify(options)}`));
  setWindowOpenHandler = (handler: (details: { url: string }) => { action: string }): void =>
    void (seen.opening = handler);
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  constructor(options: unknown) {
    super();
    seen.windows.push({ options, window: this });
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL = (url: string): Promise<void> => {
    seen.loaded.push(url);
    this.webContents.mainFrame.url = url;
    setImmediate(() => this.emit('ready-to-show'));
    return Promise.resolve();
  };
  show = (): void => void (seen.shown = true);
  isMinimized = (): boolean => true;
  isDestroyed = (): boolean => false;
  restore = (): void => void seen.focused.push('restored');
  focus = (): void => void seen.focused.push('focused');
}

class MainPort extends EventEmitter {
  readonly #port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('message', (data: unknown) => this.emit('message', { data }));
    port.on('close', () => this.emit('close'));
  }
  postMessage = (message: unknown): void => this.#port.postMessage(message);
  start = (): void => this.#port.start();
  close = (): void => this.#port.close();
}

/** The page's end stays Node's own, so that a client of the contract can be put on it. */
export class MessageChannelMain {
  readonly port1: MessagePort;
  readonly port2: MainPort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = port1;
    this.port2 = new MainPort(port2);
  }
}

export const ipcMain = new EventEmitter();

export const Menu = {
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu: (): void => undefined,
};

export const dialog = {
  showMessageBox: (_: unknown, options: unknown): Promise<void> => {
    seen.told.push(options);
    return Promise.resolve();
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown): void => void (seen.schemes = schemes),
  handle: (scheme: string, handler: (request: { url: string }) => Promise<Response>): void =>
    void (seen.pages = { scheme, handler }),
};

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: typeof seen.permission): void => void (seen.permission = handler),
    setPermissionCheckHandler: (handler: () => boolean): void => void (seen.permissionCheck = handler),
    setDevicePermissionHandler: (handler: () => boolean): void => void (seen.device = handler),
    webRequest: { onBeforeRequest: (handler: typeof seen.request): void => void (seen.request = handler) },
  },
};

/** A key store that turns letters round; `basic_text`, as on a Linux without a keyring, when it is asked to. */
export const safeStorage = {
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(true),
  encryptStringAsync: (text: string): Promise<Buffer> =>
    Promise.resolve(Buffer.from(Array.from(text).reverse().join(''))),
  decryptStringAsync: (sealed: Buffer): Promise<{ result: string }> =>
    Promise.resolve({ result: Array.from(sealed.toString()).reverse().join('') }),
  getSelectedStorageBackend: (): string => process.env['STAND_IN_KEYRING'] ?? 'basic_text',
};
