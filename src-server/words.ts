import messages from '#shared/messages/en.json' with { type: 'json' };
import type { ServerRefusal } from './refusal.ts';

/** The sentence of a refusal, for whoever runs the server. */
export function sentenceOf({ code, params }: ServerRefusal): string {
  const sentences: Readonly<Record<string, string>> = messages.refused;
  const sentence = sentences[code] ?? code;
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
}
