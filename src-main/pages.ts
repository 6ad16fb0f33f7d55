import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';

/** A file of the screens as a host hands it out. */
export interface PageFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/**
 * What a page may load and do: nothing from elsewhere, no script that is not a file of ours, no frame around it. The page
 * says most of it itself (src-renderer/index.html); a header can also keep it out of other pages' frames.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of everything that is sent to a page, whatever it is. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()',
};

/**
 * The built screens in `folder`, by the path of a URL ("/", "/assets/index.js"). All of them (some MB) are read now: a path
 * that is not one of them is null, so there is nothing that a path could climb out of, and a build in the meantime takes
 * no file away from a page that is open.
 */
export function pagesIn(folder: string): (path: string) => PageFile | null {
  const pages = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => {
        const path = `/${relative(folder, file).replaceAll('\\', '/')}`;
        return [path, pageFile(path, readFileSync(file))] as const;
      }),
  );
  return (path) => pages.get(path === '/' ? '/index.html' : path) ?? null;
}

function pageFile(path: string, body: Buffer): PageFile {
  // The name of an asset has a hash of its content in it, so it never changes.
  const keeping = path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  return { body, headers: { ...SAFE_HEADERS, 'content-type': type, 'cache-control': keeping } };
}
