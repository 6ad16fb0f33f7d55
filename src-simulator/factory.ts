import { policiesOf } from './menus/policies.ts';
import type { Tables } from './tables/store.ts';
import type { Row, Table } from './tables/table.ts';
import { add } from './tables/write.ts';

/** Who may log in to begin with. */
export interface FirstUser {
  readonly user: string;
  readonly password: string;
  readonly group: string;
}

type Values = Readonly<Record<string, string>>;

/** What a router has when it comes out of its box, with one bridge, its ports and one user. */
export function setUp(tables: Tables, first: FirstUser): void {
  const add1 = (path: string, values: Values): string => add(tables, tables.at(path), new Map(Object.entries(values)));
  for (const path of tables.paths()) {
    const table = tables.at(path);
    if (table.menu.kind === 'single') table.insert(initials(table));
  }
  profiles(tables);
  for (const [name, type] of [
    ['ether1', 'ether'],
    ['ether2', 'ether'],
    ['bridge', 'bridge'],
  ] as const)
    tables.at('/interface').insert(
      Object.entries({
        name,
        type,
        mtu: '1500',
        running: 'true',
        disabled: 'false',
        'mac-address': '48:A9:8A:00:00:01',
      }),
    );
  for (const [name, port] of Object.entries({
    telnet: 23,
    ftp: 21,
    www: 80,
    ssh: 22,
    api: 8728,
    winbox: 8291,
    'api-ssl': 8729,
  }))
    tables
      .at('/ip/service')
      .insert(Object.entries({ name, port: String(port), address: '', 'max-sessions': '20', disabled: 'false' }));
  const all = policiesOf(tables.version);
  const without = (...refused: readonly string[]): string => all.filter((one) => !refused.includes(one)).join(',');
  add1('/user/group', { name: 'read', policy: without('write', 'policy', 'ftp', 'dude') });
  add1('/user/group', { name: 'write', policy: without('policy', 'ftp', 'dude') });
  add1('/user/group', { name: 'full', policy: all.join(',') });
  // What the product asks for: no more than it needs, and no sight of secrets.
  add1('/user/group', { name: 'lastmile', policy: 'read,write,api,test' });
  add1('/user', { name: first.user, password: first.password, group: first.group });
}

/** The router's own profiles have ids of their own, and stay. */
function profiles(tables: Tables): void {
  const ppp = tables.at('/ppp/profile');
  for (const [id, name, encryption] of [
    ['*0', 'default', 'default'],
    ['*FFFFFFFE', 'default-encryption', 'yes'],
  ] as const)
    ppp.insert([...initials(ppp), ['name', name], ['use-encryption', encryption], ['default', 'true']], { id });
  const hotspot = tables.at('/ip/hotspot/user/profile');
  hotspot.insert([...initials(hotspot), ['name', 'default'], ['default', 'true']], { id: '*0' });
}

const initials = (table: Table): Row['values'] =>
  new Map(table.menu.fields.flatMap(({ name, initial }) => (initial === undefined ? [] : [[name, initial] as const])));
