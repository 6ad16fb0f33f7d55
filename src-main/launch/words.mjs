import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const catalogue = JSON.parse(readFileSync(join(root, 'src-shared', 'messages', 'en.json'), 'utf8'));

/** The sentence for a code of the message catalogue ("host.building"); the code itself when it has none. */
export function say(code, params = {}) {
  const [section, key] = code.split('.');
  const sentence = catalogue[section]?.[key] ?? code;
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name) => String(params[name] ?? ''));
}

/** What went wrong, in words: a refusal's sentence, or the message of anything else. Never a stack trace. */
export function inWords(error) {
  if (error?.name === 'Refusal') return say(`refused.${error.code}`, error.params);
  return say('host.failed', { reason: error instanceof Error ? error.message : String(error) });
}
