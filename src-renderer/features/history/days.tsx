import { Link } from '@tanstack/react-router';
import type { HistoryLine } from '#shared/contract/history.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { actionWord, ChangeLines, kindWord } from '../../ui/change-lines.tsx';
import styles from './history.module.css';

/** Lines under the day on which it was done, by the ISP's clock. */
export function Days({ lines }: { lines: readonly HistoryLine[] }) {
  const { date } = useFormats();
  const days = new Map<string, HistoryLine[]>();
  for (const line of lines) {
    const day = date(line.at);
    const others = days.get(day);
    if (others) others.push(line);
    else days.set(day, [line]);
  }
  return [...days].map(([day, ofDay]) => (
    <section key={day} className={styles.day} aria-label={day}>
      <h2>{day}</h2>
      <ol>
        {ofDay.map((line) => (
          <Line key={line.seq} line={line} />
        ))}
      </ol>
    </section>
  ));
}

function Line({ line }: { line: HistoryLine }) {
  const say = useMessage();
  const { clock } = useFormats();
  return (
    <li className={styles.line}>
      <time dateTime={line.at}>{clock(line.at)}</time>
      <span className={styles.who} title={`${line.operator} · ${say('history.at-console', { console: line.console })}`}>
        {line.by ?? say('history.somebody')}{' '}
        <span className="muted">{say('history.at-console', { console: line.console })}</span>
      </span>
      <span className={styles.what}>{actionWord(line.action, say)}</span>
      <div className={styles.record}>
        <span>
          <span className="muted">{kindWord(line.action, say)}</span> <Title line={line} />
        </span>
        <ChangeLines changes={line.changes} />
      </div>
    </li>
  );
}

/** What the record is called; a customer who is still there can be opened. */
function Title({ line: { entity, entityId, title, isThere } }: { line: HistoryLine }) {
  if (title === null) return null;
  if (entity === 'customer' && entityId !== null && isThere) {
    return (
      <Link to="/customers/$id" params={{ id: entityId }}>
        {title}
      </Link>
    );
  }
  return <strong>{title}</strong>;
}
