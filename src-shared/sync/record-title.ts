import type { RecordRow } from './rows.ts';

/** What people call a record: its name or label, its code, or of a text the occasion that it is for. */
export function recordTitle({ id, body }: Pick<RecordRow, 'id' | 'body'>): string {
  const title = body['name'] ?? body['label'] ?? body['code'] ?? body['kind'];
  return typeof title === 'string' ? title : id;
}
