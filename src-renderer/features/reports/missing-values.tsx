import { Link } from '@tanstack/react-router';
import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '#shared/contract/index.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';
import { FIELD_WORDS } from '../customers/index.ts';
import styles from './reports.module.css';

type Preview = InferContractRouterOutputs<Contract>['reports']['btrcPreview'];

/** What is missing by the label that it has in the form and in the settings. */
const WORDS: Readonly<Record<string, MessageKey>> = {
  ...FIELD_WORDS,
  bandwidth: 'reports.speed-of-package',
  bandwidthBoth: 'reports.speed-of-package',
  megabits: 'reports.speed-of-package',
  price: 'reports.price-of-package',
  ip: 'customers.ip',
  ipOrUsername: 'customers.ip',
  mac: 'customers.mac',
  zone: 'customers.zone',
};

/** The first of what is missing that the form can be told has the focus in it. */
function fillIn(sources: readonly string[]): { fillIn?: string } {
  const field = sources.find((source) => source in FIELD_WORDS);
  return field === undefined ? {} : { fillIn: field };
}

/** Of whom something is missing, each with the way to the form in which it is filled in. */
export function MissingValues({ of }: { of: Pick<Preview, 'missing' | 'incomplete' | 'population'> }) {
  const say = useMessage();
  const wordOf = (source: string): string | null => {
    const word = WORDS[source];
    return word === undefined ? null : say(word);
  };
  if (of.population === 0) return null;
  if (of.incomplete === 0) {
    return (
      <p className={styles.line}>
        <Status glyph="tick" tone="good">
          {say('reports.complete')}
        </Status>
      </p>
    );
  }
  const more = of.incomplete - of.missing.length;
  return (
    <section className={styles.missing} aria-labelledby="missing-values">
      <h3 id="missing-values">{say('reports.missing')}</h3>
      <p className={styles.about}>
        {say('reports.missing-text', { count: of.incomplete })} {say('reports.set-for-all')}{' '}
        <Link to="/settings/$part" params={{ part: 'zones' }}>
          {say('reports.zones')}
        </Link>
        {', '}
        <Link to="/settings/$part" params={{ part: 'packages' }}>
          {say('reports.packages')}
        </Link>
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{say('reports.username')}</th>
            <th scope="col">{say('reports.name')}</th>
            <th scope="col">{say('reports.what')}</th>
            <th scope="col">
              <span className="unseen">{say('reports.fill-in')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {of.missing.map(({ id, username, fullName, columns, sources }) => (
            <tr key={id}>
              <td>
                <Link to="/customers/$id" params={{ id }}>
                  {username}
                </Link>
              </td>
              <td>{fullName}</td>
              <td>{sources.map((source, at) => wordOf(source) ?? columns[at]).join(', ')}</td>
              <td className={styles.act}>
                <Link
                  to="/customers/$id/edit"
                  params={{ id }}
                  state={fillIn(sources)}
                  aria-label={say('reports.fill-in-of', { username })}
                >
                  {say('reports.fill-in')}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="muted">{say('reports.more', { count: more })}</p>}
    </section>
  );
}
