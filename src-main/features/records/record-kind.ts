import type { Actor } from '../../procedure.ts';
import type { Query, WriteTransaction } from '../../store/index.ts';

/** What every record that the settings keep has as a row. */
export interface KeptRow {
  readonly id: string;
  readonly version: number;
  readonly retiredAt: Date | null;
}

/** Something that refers to a record. `what` is a word of the catalogue: "records.used-customers". */
export interface Use {
  readonly what:
    | 'customers'
    | 'deleted-customers'
    | 'zones'
    | 'operators'
    | 'staff'
    | 'packages'
    | 'blocks'
    | 'profiles'
    | 'history'
    | 'messages';
  readonly count: number;
}

/** A row before it has what its kind makes of a form. */
export interface Base<Row> {
  readonly id: string;
  readonly version: number;
  readonly retiredAt: Date | null;
  /** Undefined: it is new. */
  readonly current: Row | undefined;
}

/** What one kind of record has of its own; everything else `recordKeeper` does for all of them. */
export interface RecordKind<Row extends KeptRow, Fields extends object, Line> {
  /** As the audit names it: "package". */
  readonly entity: string;
  /** All rows there are, those of others too, in the order of a list. */
  readonly rows: (orm: Query) => readonly Row[];
  /** The operator whose record it is. */
  readonly ownerOf: (row: Row) => string;
  /** The operator whose record a form makes it. */
  readonly ownerIn: (fields: Fields, current: Row | undefined) => string;
  readonly titleOf: (row: Row) => string;
  /** What a form holds of a row; by it changes are told apart. */
  readonly fieldsOf: (row: Row) => Fields;
  /** The secrets that a form gives anew: no form is ever given them, so that they cannot be told apart from those before. */
  readonly secretsIn?: (fields: Fields) => readonly string[];
  /**
   * The row that a form makes. `rows` are all there are. Throws a Refusal for what cannot be, with the `field` that is
   * wrong among its params. The owner has been proved to be within reach.
   */
  readonly make: (fields: Fields, base: Base<Row>, rows: readonly Row[], actor: Actor, orm: Query) => Row;
  readonly put: (orm: Query, row: Row, isNew: boolean) => void;
  readonly drop: (orm: Query, row: Row) => void;
  /** All that refers to it, whoever's it is. */
  readonly uses: (orm: Query, row: Row) => readonly Use[];
  /** The fields as a history shows them: names in place of ids. */
  readonly shownOf: (row: Row, orm: Query) => Readonly<Record<string, unknown>>;
  /** What follows from a change, in the same transaction. */
  readonly changed?: (tx: WriteTransaction, before: Row, after: Row) => void;
  /** Rows as the list tells them; `mayChange` for each of them by `mine`. */
  readonly linesOf: (rows: readonly Row[], actor: Actor, mine: (row: Row) => boolean) => Line[];
}
