import type { QueryKey } from '@tanstack/react-query';
import type { ComponentType, ReactNode } from 'react';
import type { MessageKey } from '../../messages/catalogue.ts';
import type { Reading, Typed } from './typed.ts';

/** What every record of the settings has (contract/records.ts). */
export interface KeptLine {
  readonly id: string;
  readonly version: number;
  readonly retiredAt: string | null;
  readonly mayChange: boolean;
}

/** The procedures of one kind; `client.packages` is one of these. */
export interface RecordCalls<Line, Fields> {
  readonly list: () => Promise<Line[]>;
  readonly add: (fields: Fields) => Promise<Line>;
  readonly change: (to: { id: string; version: number; fields: Fields }) => Promise<Line>;
  readonly retire: (to: { id: string; retired: boolean }) => Promise<Line>;
  readonly remove: (which: { id: string }) => Promise<unknown>;
}

export interface RecordColumn<Line> {
  readonly id: string;
  readonly header: MessageKey;
  readonly cell: (line: Line) => ReactNode;
  /** Numbers stand at the end of their column, addresses and codes in a fixed-width face. */
  readonly align?: 'end';
  readonly mono?: boolean;
}

/** Another entry of a row's menu. */
export interface RowAction<Line> {
  readonly word: MessageKey;
  readonly can: (line: Line) => boolean;
  readonly open: (line: Line) => void;
}

/**
 * One kind of record as its page shows it. Make it once, outside of the component or in a `useMemo`, and give it to
 * `<RecordsPage screen={…} />`: the page then has the table with its empty states, search, Add, and for each row Edit,
 * Retire and Remove, the form in a dialog with what is wrong at its field, and what happens when somebody else was
 * quicker. What the kind has of its own is its columns and its form:
 *
 * - `Form` lays out fields by name: `<TextField name="price" label="packages.price" />`. The names are those of the
 *   contract; a refusal with a param `field` is shown at the field of that name.
 * - `typedOf` fills the form (null: a new record), `fieldsOf` reads it: `price: read.optional('price')`.
 */
export interface RecordScreen<Line extends KeptLine, Fields> {
  readonly words: {
    /** "Packages", "Add package", "Edit package". */
    readonly title: MessageKey;
    readonly add: MessageKey;
    readonly edit: MessageKey;
    /** What the page says while there is none, and what they are for. */
    readonly none: MessageKey;
    readonly noneText: MessageKey;
    /** What stands over the titles; "Name" unless said. */
    readonly name?: MessageKey;
    /** What is said of one that was retired, and of one that is used again, where it is something else than of a thing. */
    readonly retired?: MessageKey;
    readonly takenBack?: MessageKey;
  };
  readonly queryKey: QueryKey;
  readonly calls: RecordCalls<Line, Fields>;
  readonly titleOf: (line: Line) => string;
  /** Text that the search of the page looks into, besides the title. */
  readonly searchOf?: (line: Line) => string;
  /** Stands before the title: a colour. */
  readonly markOf?: (line: Line) => ReactNode;
  /** How deep a row stands in a tree, from 0. */
  readonly depthOf?: (line: Line) => number;
  readonly columns: readonly RecordColumn<Line>[];
  readonly actions?: readonly RowAction<Line>[];
  /** How many customers have it: why a retired one stays, and what the retirement tells. */
  readonly customersOf?: (line: Line) => number;
  readonly typedOf: (line: Line | null) => Typed;
  readonly fieldsOf: (read: Reading) => Fields;
  readonly Form: ComponentType<{ readonly line: Line | null }>;
  /** The width of the form's dialog in pixels; 560 unless said. */
  readonly width?: number;
}
