import { folded } from '#shared/domain/text.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { CustomerRow } from '#shared/sync/rows.ts';
import type { Reach } from '../reach.ts';
import type { Work } from '../work.ts';

/** What no two living customers may have, of one who is to get it. */
export type Scarce = Pick<CustomerRow, 'id' | 'username' | 'ip' | 'accountNumber'>;

interface Holder {
  readonly id: string;
  readonly username: string;
  readonly usernameKey: string;
  readonly ip: number | null;
  readonly accountKey: string | null;
  readonly operatorId: string;
}

const LIVING = `
  SELECT id, username, username_key AS "usernameKey", ip, lower(account_number) AS "accountKey",
    operator_id AS "operatorId" FROM customer WHERE status <> 'deleted' AND`;

const accountKey = (number: string): string => number.toLowerCase();

/**
 * Looks up at once who has what some customers are to get, and then says of each, in their order, what is taken. A customer
 * who was let in holds it against those behind. Whoever is out of reach is not named.
 */
export async function scarceCheck(
  { tx }: Pick<Work, 'tx'>,
  rows: readonly Scarce[],
): Promise<(row: Scarce, reach: Reach) => Rejection | null> {
  const present = <T>(value: T | null): T[] => (value === null ? [] : [value]);
  const holders = await tx.query<Holder>(
    // By each key its own index: of one question with OR PostgreSQL may make the reading of a whole table.
    `${LIVING} username_key = ANY($1)
     UNION ALL ${LIVING} ip = ANY($2)
     UNION ALL ${LIVING} account_number IS NOT NULL AND lower(account_number) = ANY($3)`,
    [
      rows.map(({ username }) => folded(username)),
      rows.flatMap(({ ip }) => present(ip)),
      rows.flatMap(({ accountNumber }) => present(accountNumber).map(accountKey)),
    ],
  );
  const names = new Map(holders.map((one) => [one.usernameKey, one]));
  const ips = new Map(holders.map((one) => [one.ip, one]));
  const accounts = new Map(holders.map((one) => [one.accountKey, one]));
  return (row, reach) => {
    const conflict = ({ id, username, operatorId }: Holder): Required<Pick<Rejection, 'conflictWith'>> => ({
      conflictWith: { id: reach.own.has(operatorId) ? id : '', title: reach.own.has(operatorId) ? username : null },
    });
    const key = folded(row.username);
    const account = row.accountNumber === null ? null : accountKey(row.accountNumber);
    const other = (holder: Holder | undefined): Holder | null => (holder && holder.id !== row.id ? holder : null);
    const byName = other(names.get(key));
    if (byName) return { code: 'USERNAME_TAKEN', field: 'username', ...conflict(byName) };
    const byIp = row.ip === null ? null : other(ips.get(row.ip));
    if (byIp) return { code: 'IP_TAKEN', field: 'ip', ...conflict(byIp) };
    const byAccount = account === null ? null : other(accounts.get(account));
    if (byAccount) return { code: 'ACCOUNT_NUMBER_TAKEN', field: 'accountNumber', ...conflict(byAccount) };
    const holder: Holder = {
      ...{ id: row.id, username: row.username, usernameKey: key, ip: row.ip, accountKey: account },
      operatorId: reach.operatorId,
    };
    names.set(key, holder);
    if (row.ip !== null) ips.set(row.ip, holder);
    if (account !== null) accounts.set(account, holder);
    return null;
  };
}
