import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { setting } from '../../../../store/schema.ts';
import type { RowKind } from './row-kind.ts';
import { tableKind } from './table-kind.ts';

/** What holds for the whole ISP. The other settings are this console's own; 0007-sync.ts tells of the same ones. */
const OF_THE_ISP = ['country', 'currency', 'timeZone', 'lockAfterMinutes', 'purgeAfterDays', 'checksRouters'];
const HANDED_IN = 'btrcHandedIn:';

const body = z.object({ value: z.json() });
const row = tableKind({ table: setting, id: 'name', body, owner: 'nobody' });

const named = (db: Database, isOne: (name: string) => boolean): readonly string[] => row.ids(db).filter(isOne);
const isOfTheIsp = (name: string): boolean => OF_THE_ISP.includes(name);
const isHandedIn = (name: string): boolean => name.startsWith(HANDED_IN);

/** Does it for settings that are of the kind: nothing that comes over the line reaches this console's own. */
const only =
  <Done>(isOne: (name: string) => boolean, work: (name: string) => Done, otherwise: Done) =>
  (name: string): Done =>
    isOne(name) ? work(name) : otherwise;

export const settingRows: RowKind = {
  ...row,
  canBe: (id, operatorId) => operatorId === null && isOfTheIsp(id),
  ids: (db) => named(db, isOfTheIsp),
  reader: (db, seal) => only(isOfTheIsp, row.reader(db, seal), null),
  remover: (tx) => only(isOfTheIsp, row.remover(tx), undefined),
};

/** The months whose report an operator has handed in: a setting of each. */
export const reportHandedInRows: RowKind = {
  ...row,
  canBe: (id, operatorId) => operatorId !== null && id === HANDED_IN + operatorId,
  ids: (db) => named(db, isHandedIn),
  reader: (db, seal) => {
    const read = only(isHandedIn, row.reader(db, seal), null);
    return (id) => {
      const found = read(id);
      return found && { ...found, operatorId: id.slice(HANDED_IN.length) };
    };
  },
  remover: (tx) => only(isHandedIn, row.remover(tx), undefined),
};
