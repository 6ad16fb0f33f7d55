import type { MessageTemplate } from '#shared/contract/messages.ts';
import { DEFAULT_TEXTS, isTextKind, TEXT_KINDS, type TextKind } from '#shared/domain/message/default-texts.ts';
import { messageLength } from '#shared/domain/message/length.ts';
import { placeholdersOf, unknownPlaceholders } from '#shared/domain/message/placeholders.ts';
import type { MessageKind } from '#shared/domain/message/template.ts';
import type { FeatureDeps } from '../../feature.ts';
import { uuidOf } from '../../named-id.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { previewOf, sampleValues } from './preview.ts';
import { heldText } from './texts.ts';

type Deps = Pick<FeatureDeps, 'store'>;

interface OwnRow {
  readonly id: string;
  readonly text: string;
  readonly automatic: 0 | 1;
  readonly version: number;
}

/** The texts as they hold for the actor's operator. */
export function templatesOf({ store }: Pick<Deps, 'store'>, actor: Actor): MessageTemplate[] {
  return TEXT_KINDS.map((kind) => templateOf({ store }, actor, kind));
}

function templateOf({ store }: Pick<Deps, 'store'>, { operatorId }: Actor, kind: TextKind): MessageTemplate {
  const { reader } = store;
  const held = heldText(reader, operatorId, kind);
  const { text, automatic, ownerId, version } = held ?? {
    ...{ text: DEFAULT_TEXTS[kind], automatic: false, ownerId: null, version: 0 },
  };
  const owner = reader.prepare<[string | null], string>('SELECT name FROM operator WHERE id = ?').pluck().get(ownerId);
  const sample = previewOf(text, sampleValues(reader, operatorId));
  return {
    ...{ kind, text, automatic, version },
    operator: owner ?? '',
    isOwn: ownerId === operatorId,
    placeholders: [...placeholdersOf(kind)],
    sample: sample.text,
    length: sample.length,
  };
}

interface TemplateAsked {
  readonly kind: MessageKind;
  readonly version: number | null;
  readonly text: string | null;
  readonly automatic: boolean;
}

/** As much as eight messages carry: past that a text is no message any more. */
const MOST_PARTS = 8;

/**
 * Writes the actor's operator a text of its own, or gives it up (null). Throws Refusal `message-placeholder-unknown`,
 * `message-text-long`, or `template-changed` when somebody else was quicker.
 */
export async function changeTemplate(
  { store }: Deps,
  actor: Actor,
  { kind, version, text, automatic }: TemplateAsked,
): Promise<MessageTemplate> {
  if (!isTextKind(kind)) throw new Refusal('message-text-missing');
  if (text !== null) refuseText(text);
  const { operatorId } = actor;
  await store.write((tx) => {
    const own = tx.db
      .prepare<[string, string], OwnRow>(
        'SELECT id, text, automatic, version FROM message_template WHERE operator_id = ? AND kind = ?',
      )
      .get(operatorId, kind);
    // Also the answer to a second click: it is as it was asked for.
    if (text === null ? !own : own?.text === text && own.automatic === Number(automatic)) return;
    if ((own?.version ?? null) !== version) throw new Refusal('template-changed');
    if (text === null) {
      tx.db.prepare('DELETE FROM message_template WHERE operator_id = ? AND kind = ?').run(operatorId, kind);
    } else if (own) {
      tx.db
        .prepare('UPDATE message_template SET text = ?, automatic = ?, version = version + 1 WHERE id = ?')
        .run(text, Number(automatic), own.id);
    } else {
      // Two consoles that write the same text for the first time, each without the other, write the same record.
      const id = uuidOf(operatorId, `message-template:${kind}`);
      tx.db
        .prepare('INSERT INTO message_template (id, operator_id, kind, text, automatic) VALUES (?, ?, ?, ?, ?)')
        .run(id, operatorId, kind, text, Number(automatic));
    }
    tx.audit({
      actor,
      action: `message-template.${text === null ? 'remove' : own ? 'change' : 'add'}`,
      entity: 'message-template',
      entityId: own?.id ?? null,
      before: own ? { occasion: kind, text: own.text, automatic: own.automatic === 1 } : undefined,
      after: text === null ? undefined : { occasion: kind, text, automatic },
    });
  });
  return templateOf({ store }, actor, kind);
}

function refuseText(text: string): void {
  const unknown = unknownPlaceholders(text);
  if (unknown.length > 0)
    throw new Refusal('message-placeholder-unknown', {
      field: 'text',
      names: unknown.map((name) => `{${name}}`).join(', '),
    });
  if (messageLength(text).parts > MOST_PARTS) throw new Refusal('message-text-long', { field: 'text' });
}
