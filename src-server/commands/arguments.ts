import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { STALE_MINUTES } from '../radius/close-stale.ts';
import { INCOMING_PORT } from '../radius/nas.ts';
import { ServerRefusal } from '../refusal.ts';
import { isUnfitAsRadiusName } from '#shared/domain/radius/value-fault.ts';
import type { Command } from './commands.ts';

export const USAGE = `server [--port N] [--host ADDRESS] [--data DIR | --database-url postgres://… --data DIR]
       [--tls-cert FILE --tls-key FILE | --behind-proxy] [--stale-minutes N]
server operator add --name NAME [--parent NAME]   the ISP itself first, then its resellers
server enroll --operator NAME                     a code by which one console enrols, once, within a day
server devices                                    the consoles, and when each was last seen
server revoke --device ID|NAME                    believes a console no more
server nas add --name NAME --address IP --secret-env VAR   a router that asks FreeRADIUS; the secret is in the variable
               [--manage HOST] [--manage-port N] [--manage-secret-env VAR]   where it takes Disconnect and CoA, if elsewhere
server nas | server nas remove --address IP
server billing                                    when the billing clock last came by, and whether it rests
server billing affirm-date                        it rests as this machine's date has leapt, and the date is right
Each command takes the server's --data, and while the server does not run its --database-url too.
The address of a PostgreSQL may stand in LASTMILE_DATABASE_URL too: there no other user of the machine sees it.`;

/** Where the server listens, and over what. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly isBehindProxy: boolean;
  /** After how long without a report a session is closed, at the least. */
  readonly staleMinutes: number;
}

export interface Asked {
  readonly folder: string;
  /** Null: the embedded one in the folder. */
  readonly databaseUrl: string | null;
  readonly what:
    | { readonly kind: 'serve'; readonly options: ServeOptions }
    | { readonly kind: 'command'; readonly command: Command }
    | { readonly kind: 'help' };
}

type SecretOption = 'secret-env' | 'manage-secret-env';

/** What the command line asks for. Throws ServerRefusal `server-usage` with the reason. */
export function asked(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Asked {
  const { values, positionals } = parsed(args);
  // `npm run` changes to the project's folder; a person means the one that the command was typed in.
  const from = env['npm_lifecycle_event'] === 'server' ? (env['INIT_CWD'] ?? '.') : '.';
  const folder = resolve(from, values.data ?? env['LASTMILE_SERVER_DATA'] ?? 'lastmile-server');
  if (values.help) return { folder, databaseUrl: null, what: { kind: 'help' } };
  const databaseUrl = values['database-url'] ?? env['LASTMILE_DATABASE_URL'] ?? null;
  // Not repeated: it may have a password.
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw usage('the address of the database begins with postgres://');
  const needed = (name: 'name' | 'operator' | 'device' | 'address' | SecretOption): string => {
    const value = values[name]?.trim();
    if (value === undefined || value === '') throw usage(`--${name} is missing`);
    return value;
  };
  const secretIn = (option: SecretOption): string => {
    // In the environment no other user of the machine sees it.
    const secret = env[needed(option)] ?? '';
    if (secret === '' || isUnfitAsRadiusName(secret)) throw usage(`--${option} names no secret that can be used`);
    return secret;
  };
  const command = ((): Command | null => {
    switch (positionals.join(' ')) {
      case '':
        return null;
      case 'operator add':
        return { command: 'operator add', name: needed('name'), parent: values.parent ?? null };
      case 'enroll':
        return { command: 'enroll', operator: needed('operator') };
      case 'devices':
        return { command: 'devices' };
      case 'nas':
        return { command: 'nas' };
      case 'billing':
        return { command: 'billing' };
      case 'billing affirm-date':
        return { command: 'billing affirm-date' };
      case 'nas remove':
        return { command: 'nas remove', address: needed('address') };
      case 'nas add': {
        const address = needed('address');
        const port = Number(values['manage-port'] ?? INCOMING_PORT);
        const name = needed('name');
        const secret = secretIn('secret-env');
        // A router may have one secret for asking, and another for being told.
        const managementSecret = values['manage-secret-env'] === undefined ? secret : secretIn('manage-secret-env');
        if (isIP(address) === 0) throw usage(`--address ${address}`);
        if (!Number.isInteger(port) || port < 1 || port > 65_535) throw usage('--manage-port');
        if (isUnfitAsRadiusName(name)) throw usage('--name has signs that FreeRADIUS reads otherwise');
        const nas = { name, address, secret, managementSecret, port };
        return { command: 'nas add', nas: { ...nas, host: values.manage ?? address } };
      }
      case 'revoke':
        return { command: 'revoke', device: needed('device') };
      default:
        throw usage(`there is no "${positionals.join(' ')}"`);
    }
  })();
  if (command) return { folder, databaseUrl, what: { kind: 'command', command } };
  return { folder, databaseUrl, what: { kind: 'serve', options: serving(values, from) } };
}

type Values = ReturnType<typeof parsed>['values'];

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { ...text, default: '8443' },
        host: { ...text, default: '127.0.0.1' },
        data: text,
        'database-url': text,
        'tls-cert': text,
        'tls-key': text,
        'stale-minutes': { ...text, default: String(STALE_MINUTES) },
        'behind-proxy': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        name: text,
        parent: text,
        operator: text,
        device: text,
        address: text,
        'secret-env': text,
        manage: text,
        'manage-port': text,
        'manage-secret-env': text,
      },
    });
  } catch (error) {
    // Node's own words go on about what a dash may mean besides.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw usage(reason);
  }
}

function serving(values: Values, from: string): ServeOptions {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw usage(`--port ${values.port}`);
  const [cert, key] = [values['tls-cert'], values['tls-key']];
  if ((cert === undefined) !== (key === undefined)) throw usage('--tls-cert and --tls-key belong together');
  const tls = cert === undefined || key === undefined ? null : { cert: resolve(from, cert), key: resolve(from, key) };
  const isBehindProxy = values['behind-proxy'];
  const isLocal = ['127.0.0.1', '::1', 'localhost'].includes(values.host);
  // Customers' passwords and tokens go over this line.
  if (!isLocal && tls === null && !isBehindProxy) throw new ServerRefusal('server-tls-needed', { host: values.host });
  const staleMinutes = Number(values['stale-minutes']);
  // Below three reports every session would be closed again and again, and a day is the end of it anyway.
  if (!Number.isInteger(staleMinutes) || staleMinutes < STALE_MINUTES || staleMinutes > 1440)
    throw usage(`--stale-minutes ${values['stale-minutes']}`);
  return { port, host: values.host, tls, isBehindProxy, staleMinutes };
}

const usage = (reason: string): ServerRefusal => new ServerRefusal('server-usage', { reason });
