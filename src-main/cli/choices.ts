import type { Choices } from '#shared/domain/import/choices.ts';
import { HEADINGS, type ImportField, STANDARD_FIELDS } from '#shared/domain/import/fields.ts';
import { folded } from '#shared/domain/text.ts';
import { type Client, listOption, type Options, textOption } from './command.ts';
import { Usage } from './usage.ts';

/** Options of the commands that read a customer file. */
export const READING_OPTIONS = {
  sheet: { type: 'string' },
  map: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  dates: { type: 'string' },
} as const;

export const READING_USAGE = "[--sheet NAME] [--map 'Column=Field'] [--set 'Field=Value'] [--dates DMY|MDY]";

/** The options as the reader's choices. Fields are named by their heading ("Billing Profile") or a custom field's label. */
export async function choicesOf(client: Client, options: Options): Promise<Choices> {
  const fieldOf = await fieldNames(client, options);
  const sheet = textOption(options, 'sheet');
  const dates = textOption(options, 'dates');
  if (dates !== undefined && dates !== 'DMY' && dates !== 'MDY') throw new Usage('dates-option', { value: dates });
  const headings = pairs(options, 'map').map(
    ([heading, name]) => [heading, name === '' ? null : fieldOf(name)] as const,
  );
  const fixed = pairs(options, 'set').map(([name, value]) => [fieldOf(name), value] as const);
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(dates === undefined ? {} : { dateOrder: dates }),
    ...(headings.length === 0 ? {} : { headings: Object.fromEntries(headings) }),
    ...(fixed.length === 0 ? {} : { fixed: Object.fromEntries(fixed) }),
  };
}

function pairs(options: Options, name: string): (readonly [string, string])[] {
  return listOption(options, name).map((pair) => {
    // A heading may hold an equals sign, a field's name does not: the last one of --map divides, the first one of --set.
    const at = name === 'map' ? pair.lastIndexOf('=') : pair.indexOf('=');
    if (at < 1) throw new Usage('pair-option', { option: `--${name}`, value: pair });
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
}

async function fieldNames(client: Client, options: Options): Promise<(name: string) => ImportField> {
  const fields = new Map<string, ImportField>(STANDARD_FIELDS.map((field) => [folded(HEADINGS[field]), field]));
  if (listOption(options, 'map').length + listOption(options, 'set').length > 0) {
    const { customFields } = await client.reference.lists();
    for (const { id, label } of customFields) fields.set(folded(label), `custom:${id}`);
  }
  return (name) => {
    const field = fields.get(folded(name));
    if (field) return field;
    throw new Usage('unknown-field', { name, fields: Object.values(HEADINGS).join(', ') });
  };
}
