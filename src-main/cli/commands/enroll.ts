import { hostname } from 'node:os';
import type { SyncPreview } from '#shared/contract/sync.ts';
import { type CoreCommand, textOption } from '../command.ts';
import type { Console } from '../console.ts';
import { tellLine, tellPreview } from '../sync-told.ts';
import { Usage } from '../usage.ts';

/**
 * Makes the console known at a central server, and tells what would come together. Exit status 2, and the code not spent, when
 * the server's certificate has to be looked at first.
 */
export const enroll: CoreCommand = {
  kind: 'core',
  name: 'enroll',
  usage: 'URL CODE [--name NAME] [--trust FINGERPRINT] [--yes] [--json]',
  about: ({ say }) => say('cli.enroll-about'),
  options: { name: { type: 'string' }, trust: { type: 'string' }, yes: { type: 'boolean' } },
  words: 2,
  creates: true,
  run: async (client, { words: [url = '', code = ''], options, console }) => {
    const trusted = textOption(options, 'trust') ?? null;
    const { version, certificate } = await client.sync.look({ url, fingerprint: trusted });
    if (certificate !== null && !isSame(certificate.fingerprint, trusted)) {
      return untrusted(console, url, certificate, trusted !== null);
    }
    console.print(console.say('cli.server-found', { url, version }));
    const preview = await client.sync.enrol({
      url,
      code,
      fingerprint: certificate?.fingerprint ?? trusted,
      consoleName: textOption(options, 'name') ?? hostname(),
    });
    // One that was together with this server before goes on with it.
    const { server } = await client.sync.status({});
    if (server?.state === 'joined') {
      const status = await client.sync.now({});
      await tellLine(client, status, console);
      console.answer({ joined: true, preview, status });
      return 0;
    }
    tellPreview(preview, console);
    if (options['yes'] !== true) {
      console.print(console.say('cli.join-next'));
      console.answer({ joined: false, preview });
      return 0;
    }
    const status = await client.sync.join({ into: asProposed(preview) });
    await tellLine(client, status, console);
    console.answer({ joined: true, preview, status });
    return 0;
  },
};

/**
 * Puts an enrolled console and its server together: every record becomes the one of the same name, and of two texts for one
 * occasion the server's holds, unless somebody says otherwise.
 */
export const syncJoin: CoreCommand = {
  kind: 'core',
  name: 'sync join',
  usage: "[--as-new NAME]… [--into 'NAME=NAME']… [--keep-text OCCASION]… [--yes] [--json]",
  about: ({ say }) => say('cli.sync-join-about'),
  options: {
    'as-new': { type: 'string', multiple: true },
    into: { type: 'string', multiple: true },
    'keep-text': { type: 'string', multiple: true },
    yes: { type: 'boolean' },
  },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const preview = await client.sync.preview();
    const into = { ...asProposed(preview), ...asSaid(preview, options) };
    const keep = keptTexts(preview, options);
    tellPreview(preview, console);
    if (options['yes'] !== true) {
      console.print(console.say('cli.join-next'));
      console.answer({ joined: false, preview });
      return 0;
    }
    const status = await client.sync.join({ into, keep });
    await tellLine(client, status, console);
    console.answer({ joined: true, preview, status });
    return 0;
  },
};

const bare = (fingerprint: string): string => fingerprint.replaceAll(':', '').toUpperCase();
const isSame = (shown: string, trusted: string | null): boolean => trusted !== null && bare(shown) === bare(trusted);

interface Certificate {
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: string;
}

function untrusted(console: Console, url: string, certificate: Certificate, isOther: boolean): 2 {
  const { fingerprint, subject, issuer, validTo } = certificate;
  const message = console.say(isOther ? 'cli.certificate-other' : 'cli.certificate-untrusted', {
    ...{ url, fingerprint, subject, issuer, until: validTo.slice(0, 10) },
  });
  const code = isOther ? 'certificate-other' : 'certificate-untrusted';
  console.note(message);
  console.answer({ error: { code, message }, certificate });
  return 2;
}

const asProposed = ({ records }: SyncPreview): Record<string, string | null> =>
  Object.fromEntries(records.map(({ id, into }) => [id, into?.id ?? null]));

type Options = Readonly<Record<string, unknown>>;

/** Every value of an option that may be given several times. */
function wordsOf(options: Options, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** Messages whose text here is to hold, by their occasions: that of each operator of this console who has one. */
function keptTexts({ records }: SyncPreview, options: Options): string[] {
  return wordsOf(options, 'keep-text').flatMap((occasion) => {
    const found = records.filter(({ id, name, texts }) => texts !== null && (name === occasion || id === occasion));
    if (found.length === 0) throw new Usage('record-no-texts', { value: occasion });
    return found.map(({ id }) => id);
  });
}

/** What the options say of single records, by their names here. */
function asSaid({ records }: SyncPreview, options: Options): Record<string, string | null> {
  const words = (name: string): readonly string[] => wordsOf(options, name);
  const named = (name: string): SyncPreview['records'] => {
    const found = records.filter((record) => record.name === name || record.id === name);
    if (found.length === 0) throw new Usage('record-unknown', { value: name });
    return found;
  };
  const fresh = words('as-new').flatMap((name) => {
    // Several kinds may have one of this name, and not each can be new there.
    const able = named(name).filter(({ asNew }) => asNew !== null);
    if (able.length === 0) throw new Usage('record-not-new', { value: name });
    return able.map(({ id }) => [id, null] as const);
  });
  const mapped = words('into').flatMap((pair) => {
    const [name = '', target = ''] = pair.split('=', 2).map((part) => part.trim());
    return named(name).flatMap(({ id, into, candidates }) => {
      const other = [...(into === null ? [] : [into]), ...candidates].find(
        (one) => one.name === target || one.id === target,
      );
      return other === undefined ? [] : [[id, other.id] as const];
    });
  });
  for (const pair of words('into')) {
    const [name = ''] = pair.split('=', 2);
    const ids = new Set(named(name.trim()).map(({ id }) => id));
    if (!mapped.some(([id]) => ids.has(id))) throw new Usage('record-into', { value: pair });
  }
  return Object.fromEntries([...fresh, ...mapped]);
}
