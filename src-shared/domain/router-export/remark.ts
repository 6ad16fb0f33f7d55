import type { ExportHeader } from './export.ts';

const MADE = /^\s*(\S+ [\d:]+) by RouterOS (\S+)/;
const SOFTWARE_ID = /^\s*software id =\s*(\S*)/;
const MODEL = /^\s*model =\s*(.*\S)/;
/** What a router writes in place of a menu that it could not tell, or when somebody stopped it. */
const UNFINISHED = /^\s*(?:error exporting|interrupted)\b.*/i;
const LONGEST_WORDS = 200;

/** The header with what one of its lines says: `# 2026-11-30 10:21:07 by RouterOS 7.16.2`. */
export function headerLine(header: ExportHeader, remark: string): ExportHeader {
  const [, made = null, version = null] = MADE.exec(remark) ?? [];
  if (made !== null) return { ...header, made, version };
  const [, softwareId = null] = SOFTWARE_ID.exec(remark) ?? [];
  if (softwareId !== null) return { ...header, softwareId: softwareId === '' ? null : softwareId };
  const [, model = null] = MODEL.exec(remark) ?? [];
  return model === null ? header : { ...header, model };
}

/** The router's words when a remark says that the export is not whole; null for any other remark. */
export function unfinishedWords(remark: string): string | null {
  return UNFINISHED.exec(remark)?.[0].trim().slice(0, LONGEST_WORDS) ?? null;
}
