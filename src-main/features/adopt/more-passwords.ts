import { passwordOf, passwordsByName } from '#shared/domain/provisioning/found.ts';
import { foundInExport } from '#shared/domain/provisioning/found-in-export.ts';
import type { FoundIn } from '#shared/domain/provisioning/match.ts';
import { Refusal } from '../../refusal.ts';
import { openExport } from '../../spreadsheet/router-export/open.ts';
import { Unreadable } from '../../spreadsheet/unreadable.ts';
import type { RouterLines, RouterRow } from '../routers/index.ts';
import { readFound } from './read-found.ts';

/** A log-in that may read passwords. It is used once, kept nowhere and written into no log. */
export interface PrivilegedLogin {
  readonly username: string;
  readonly password: string;
}

/** What tells passwords that a router hides from its everyday log-in. Neither is kept. */
export interface PasswordSources {
  readonly login: PrivilegedLogin | null;
  /** What the router's `/export show-sensitive` made. */
  readonly file: File | null;
}

type Router = Pick<RouterRow, 'id' | 'name' | 'codePage'>;

/**
 * The password of each of these records: what the router tells anyway, else what the log-in sees, else what the export says.
 * Throws a Refusal for what keeps a source from being read.
 */
export async function passwordsOf(
  lines: RouterLines,
  row: Router,
  records: readonly FoundIn[],
  { login, file }: PasswordSources,
): Promise<(found: FoundIn) => string | null> {
  const seen = login
    ? await lines.apart(row.id, { user: login.username, password: login.password }, (session) => readFound(session))
    : [];
  const exported = file ? await exportedBy(row, records, file) : [];
  const bySight = passwordsByName(seen);
  const byExport = passwordsByName(exported);
  return (found) => passwordOf(found) ?? bySight(found) ?? byExport(found);
}

/** The records of an export. One of another router, or one without passwords, is refused: it would help with nothing. */
async function exportedBy(row: Router, records: readonly FoundIn[], file: File): Promise<readonly FoundIn[]> {
  const { found } = foundInExport(await opened(file, row.codePage));
  const names = new Set(records.map(({ menu, record }) => `${menu} ${record['name'] ?? ''}`));
  const shared = found.filter(({ menu, record }) => names.has(`${menu} ${record['name'] ?? ''}`));
  if (shared.length === 0) throw new Refusal('adopt-export-strange', { file: file.name, router: row.name });
  if (!shared.some((one) => passwordOf(one) !== null)) {
    throw new Refusal('adopt-export-no-passwords', { file: file.name });
  }
  return shared;
}

async function opened(file: File, codePage: string) {
  try {
    return openExport(Buffer.from(await file.arrayBuffer()), codePage);
  } catch (error) {
    if (error instanceof Unreadable) throw new Refusal(error.code, { ...error.params, file: file.name });
    throw error;
  }
}
