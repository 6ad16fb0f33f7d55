import type { Cell } from '#shared/domain/import/cell.ts';
import { LIMITS } from '../limits.ts';
import { cellName } from '../place.ts';
import { TableInProgress } from '../table.ts';
import { Unreadable } from '../unreadable.ts';
import { isoDateCell } from '../xlsx/dates.ts';
import { numberCell } from '../xlsx/numbers.ts';
import type { XmlReader } from '../xlsx/xml.ts';

interface OdsSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly table: TableInProgress;
}

type Attributes = ReadonlyMap<string, string>;

/** How often a row or a cell stands there; blank ones fill the rest of the sheet that way. */
const times = (attributes: Attributes, key: string): number => Math.max(1, Number(attributes.get(key) ?? 1) || 1);

/** Takes the tables out of an .ods' content (OpenDocument 1.3, part 3, chapter 9) as its elements go by. */
export class OdsContent implements XmlReader {
  readonly sheets: OdsSheet[] = [];
  readonly #hiddenStyles = new Set<string>();
  #style = '';
  #row = 0;
  #rowTimes = 1;
  #cells: Cell[] = [];
  #column = 0;
  #cell: Attributes | null = null;
  #paragraphs: string[] = [];
  #inParagraph = false;
  /** How deep we are in something whose text is not the cell's: a comment, a drawing, a table inside a cell. */
  #aside = 0;

  open(name: string, attributes: Attributes): void {
    if (this.#aside > 0 || (this.#cell !== null && isAside(name))) {
      this.#aside++;
      return;
    }
    switch (name) {
      case 'style':
        this.#style = attributes.get('name') ?? '';
        break;
      case 'table-properties':
        if (attributes.get('display') === 'false') this.#hiddenStyles.add(this.#style);
        break;
      case 'table':
        this.#openTable(attributes);
        break;
      case 'table-row':
        this.#rowTimes = times(attributes, 'number-rows-repeated');
        this.#cells = [];
        this.#column = 0;
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.#cell = attributes;
        this.#paragraphs = [];
        break;
      case 'p':
        this.#paragraphs.push('');
        this.#inParagraph = true;
        break;
      case 's':
        this.text(' '.repeat(Math.min(LIMITS.cellCharacters, times(attributes, 'c'))));
        break;
      case 'tab':
        this.text('\t');
        break;
      case 'line-break':
        this.text('\n');
        break;
    }
  }

  text(text: string): void {
    if (!this.#inParagraph || this.#aside > 0) return;
    this.#paragraphs.push((this.#paragraphs.pop() ?? '') + text);
  }

  close(name: string): void {
    if (this.#aside > 0) {
      this.#aside--;
      return;
    }
    if (name === 'p') this.#inParagraph = false;
    if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell();
    if (name === 'table-row') this.#closeRow();
  }

  #openTable(attributes: Attributes): void {
    const name = attributes.get('name') ?? '';
    const hidden = this.#hiddenStyles.has(attributes.get('style-name') ?? '');
    this.sheets.push({ name, hidden, table: new TableInProgress(name) });
    this.#row = 0;
  }

  #closeCell(): void {
    const attributes = this.#cell ?? new Map<string, string>();
    const repeated = times(attributes, 'number-columns-repeated');
    const value = this.#value(attributes);
    this.#cell = null;
    if (value !== null && value !== '') {
      if (this.#column + repeated > LIMITS.columns) throw this.#refusal('sheet-too-wide', { limit: LIMITS.columns });
      while (this.#cells.length < this.#column) this.#cells.push(null);
      for (let count = 0; count < repeated; count++) this.#cells.push(value);
    }
    this.#column += repeated;
  }

  #value(attributes: Attributes): Cell {
    const text = this.#paragraphs.join('\n');
    if (text.length > LIMITS.cellCharacters) {
      throw this.#refusal('sheet-cell-too-long', { characters: text.length, limit: LIMITS.cellCharacters });
    }
    // LibreOffice marks errors in an attribute of its own namespace, which is met here without its prefix.
    if (/^(?:#[A-Z0-9/]+[!?]?|Err:\d+)$/.test(text) && attributes.has('formula')) return { kind: 'error', text };
    switch (attributes.get('value-type')) {
      case 'float':
      case 'currency':
      case 'percentage':
        return numberCell(attributes.get('value') ?? text);
      case 'date':
        return isoDateCell(attributes.get('date-value') ?? text);
      case 'boolean':
        return attributes.get('boolean-value') === 'true';
      default:
        return text === '' ? (attributes.get('string-value') ?? null) : text;
    }
  }

  #closeRow(): void {
    const sheet = this.sheets.at(-1);
    const filled = this.#cells.length > 0;
    if (filled && this.#row + this.#rowTimes > LIMITS.rows) {
      throw this.#refusal('sheet-too-long', { row: this.#row + this.#rowTimes, limit: LIMITS.rows });
    }
    for (let count = 1; filled && count <= this.#rowTimes; count++) sheet?.table.add(this.#row + count, this.#cells);
    this.#row += this.#rowTimes;
  }

  #refusal(code: string, params: Readonly<Record<string, string | number>>): Unreadable {
    const sheet = this.sheets.at(-1)?.name ?? '';
    return new Unreadable(code, { sheet, cell: cellName(this.#column, this.#row + 1), ...params });
  }
}

const isAside = (name: string): boolean =>
  name === 'annotation' || name === 'shapes' || name === 'frame' || name === 'table';
