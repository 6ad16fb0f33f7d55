import type { Admission } from '#shared/domain/radius/follow-up.ts';
import type { Membership, UserRow, UserRows } from '#shared/domain/radius/rows.ts';
import type { Queries } from '../store/database.ts';

/** What a group tells that a session cannot do without. */
export interface GroupTerms {
  readonly pool: string | null;
  readonly rate: string | null;
}

/** How some names are let in, as their rows stand. Names without rows are not in it. */
export async function admissionsOf(db: Queries, usernames: readonly string[]): Promise<ReadonlyMap<string, Admission>> {
  if (usernames.length === 0) return new Map();
  const rows = (table: 'radcheck' | 'radreply', attribute: string) =>
    db.query<UserRow>(
      `SELECT username, attribute, op, value FROM ${table} WHERE username = ANY($1) AND attribute = $2`,
      [usernames, attribute],
    );
  const check = [...(await rows('radcheck', 'Cleartext-Password')), ...(await rows('radcheck', 'Expiration'))];
  const reply = await rows('radreply', 'Framed-IP-Address');
  const groups = await db.query<Membership>(
    'SELECT username, groupname, priority FROM radusergroup WHERE username = ANY($1)',
    [usernames],
  );
  return admissionsIn(db, { check, reply, groups });
}

/** The same of rows that are about to be written. */
export async function admissionsIn(db: Queries, rows: UserRows): Promise<ReadonlyMap<string, Admission>> {
  const addresses = valuesOf(rows.reply, 'Framed-IP-Address');
  const expirations = valuesOf(rows.check, 'Expiration');
  // Lowest priority first: the one that counts.
  const groups = new Map(
    [...rows.groups].sort((one, other) => other.priority - one.priority).map((one) => [one.username, one.groupname]),
  );
  const terms = await termsOf(db, [...new Set(groups.values())]);
  return new Map(
    [...new Set(rows.check.map(({ username }) => username))].map((username) => {
      const group = groups.get(username) ?? null;
      const { pool, rate } = terms.get(group ?? '') ?? NO_TERMS;
      const expiration = expirations.get(username);
      return [
        username,
        {
          ...{ username, group, pool, rate, address: addresses.get(username) ?? null },
          expiration: expiration === undefined ? null : Number(expiration),
        },
      ];
    }),
  );
}

const NO_TERMS: GroupTerms = { pool: null, rate: null };

const valuesOf = (rows: readonly UserRow[], attribute: string): ReadonlyMap<string, string> =>
  new Map(rows.filter((one) => one.attribute === attribute).map(({ username, value }) => [username, value]));

/** What groups tell, by their names. */
export async function termsOf(db: Queries, groups: readonly string[]): Promise<ReadonlyMap<string, GroupTerms>> {
  if (groups.length === 0) return new Map();
  const rows = await db.query<{ groupname: string; attribute: string; value: string }>(
    `SELECT groupname, attribute, value FROM radgroupreply
     WHERE groupname = ANY($1) AND attribute IN ('Framed-Pool', 'Mikrotik-Rate-Limit')`,
    [groups],
  );
  const valueOf = (group: string, attribute: string): string | null =>
    rows.find((one) => one.groupname === group && one.attribute === attribute)?.value ?? null;
  return new Map(
    groups.map((group) => [
      group,
      { pool: valueOf(group, 'Framed-Pool'), rate: valueOf(group, 'Mikrotik-Rate-Limit') },
    ]),
  );
}
