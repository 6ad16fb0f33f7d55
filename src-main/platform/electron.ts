import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage, session } from 'electron';
import { Refusal } from '../refusal.ts';
import { syncFile, syncFolder } from './disk.ts';
import type { KeyKeeper } from './platform.ts';
import { type ProxyFor, proxyInScript } from './proxy.ts';
import { proxyInEnvironment } from './proxy-environment.ts';

const KEY_BYTES = 32;

/**
 * Wrapping keys in the key store of the system (Windows' DPAPI, the macOS keychain, a keyring of Linux): the key store has
 * one secret of the program, and each wrapping key stands encrypted with it in `<keyId>.sealed`. Null while the system
 * has no key store. To be used after the app is ready, and only on the main thread.
 */
export async function systemKeys(folder: string): Promise<KeyKeeper | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  const fileOf = (keyId: string): string => join(folder, `${keyId}.sealed`);
  return {
    kind: 'platform',
    load: (keyId) => readKey(fileOf(keyId)),
    create: (keyId) => writeKey(folder, fileOf(keyId)),
  };
}

async function readKey(file: string): Promise<Uint8Array | null> {
  if (!existsSync(file)) return null;
  try {
    const { result } = await safeStorage.decryptStringAsync(readFileSync(file));
    return Buffer.from(result, 'hex');
  } catch (error) {
    throw new Refusal('host-key-store', { reason: error instanceof Error ? error.message : String(error) });
  }
}

async function writeKey(folder: string, file: string): Promise<Uint8Array> {
  const key = randomBytes(KEY_BYTES);
  const encrypted = await safeStorage.encryptStringAsync(key.toString('hex'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, encrypted, { flag: 'wx', mode: 0o600 });
  syncFile(file);
  syncFolder(folder);
  return key;
}

/** Whether the "key store" is a fixed password that every program knows: Linux without a keyring. People are told. */
export function keepsKeysInPlain(): boolean {
  return process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
}

/**
 * Which way the settings of the system (or a proxy script) want a URL to be reached. What the environment says comes first:
 * it may hold a password, which the system's settings do not tell. To be used on the main thread, after the app is ready.
 */
export const systemProxy: ProxyFor = async (url) =>
  proxyInEnvironment(process.env, url) ?? proxyInScript(await session.defaultSession.resolveProxy(url));
