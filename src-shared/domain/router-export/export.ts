import type { RouterRecord } from '../provisioning/record.ts';

/** What `/export` of a router wrote, as far as it can be read. */
export interface RouterExport {
  readonly header: ExportHeader;
  /** In the order of the file. */
  readonly records: readonly ExportRecord[];
  readonly findings: readonly ExportFinding[];
}

/** What the router says of itself above the menus; null where it says nothing. */
export interface ExportHeader {
  /** When it was made, as the router writes it: "nov/30/2026 10:21:07", from 7.10 on "2026-11-30 10:21:07". */
  readonly made: string | null;
  /** "7.16.2" */
  readonly version: string | null;
  readonly softwareId: string | null;
  readonly model: string | null;
}

/** One `add` or `set`. */
export interface ExportRecord {
  /** "/ppp/secret", whichever way the file writes it. */
  readonly menu: string;
  readonly command: 'add' | 'set';
  /** What `set` is about, as it is written: "[ find default-name=ether1 ]", "*0"; null: the menu itself, or an `add`. */
  readonly of: string | null;
  /** `!key` is there with an empty text. */
  readonly fields: RouterRecord;
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
}

/** Why a command, or the file, was not read to its end. */
export type FindingReason =
  /** A quotation mark is not closed on its line, or one stands where none can. */
  | 'quotation'
  /** A `\` with something behind it that RouterOS does not know. */
  | 'escape'
  /** A value that only a router could work out: a variable, a command. */
  | 'expression'
  /** A word that is neither a field nor a value. */
  | 'word'
  /** A command that no export has. */
  | 'command'
  /** A command before any menu. */
  | 'no-menu'
  /** The router itself says that it did not finish. */
  | 'unfinished';

/** Something that was not read. */
export interface ExportFinding {
  readonly line: number;
  readonly reason: FindingReason;
  /** The menu it stands in; null: in none, or nobody knows. */
  readonly menu: string | null;
  /** The field or the command where reading stopped, or the router's own words; may be empty. Never a value: it may be a password. */
  readonly words: string;
  /** The fields that were read before, when it was an `add`; null for anything else. */
  readonly fields: RouterRecord | null;
}
