import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An export as it came from a router (see tests/fixtures/router-exports). */
export const exportNamed = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '../../fixtures/router-exports', `${name}.rsc`));

/** The bytes of a value as a console reads them. */
export function readBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
