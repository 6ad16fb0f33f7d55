import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { ACTIONS, CUSTOMER_ACTIONS } from '#shared/domain/customer/actions.ts';
import { CUSTOMER_TYPES, type CustomerType } from '#shared/domain/customer/customer.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Status } from '../../ui/status.tsx';
import { TYPE_WORDS } from './type-words.ts';
import styles from './types-page.module.css';

/** What the five types of customers are, when to use which, and what can be done with each. */
export function CustomerTypesPage() {
  const say = useMessage();
  return (
    <Page
      title={say('customers.about-types')}
      before={
        <ButtonLink kind="icon" to="/customers" aria-label={say('customers.back')} title={say('customers.back')}>
          <IconChevronLeft size={18} stroke={1.75} aria-hidden="true" />
        </ButtonLink>
      }
    >
      <div className={styles.page}>
        <p>{say('types.intro')}</p>
        <table className={styles.types}>
          <caption className="unseen">{say('customers.about-types')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('customers.type')}</th>
              <th scope="col">{say('types.billing')}</th>
              <th scope="col">{say('types.sign-in')}</th>
              <th scope="col">{say('types.use')}</th>
              <th scope="col">{say('types.follows')}</th>
            </tr>
          </thead>
          <tbody>
            {CUSTOMER_TYPES.map((type) => (
              <Row key={type} type={type} />
            ))}
          </tbody>
        </table>
        <h2>{say('types.when')}</h2>
        <dl className={styles.when}>
          {CUSTOMER_TYPES.map((type) => (
            <div key={type}>
              <dt>{say(TYPE_WORDS[type])}</dt>
              <dd>{say(`types.when-${type}`)}</dd>
            </div>
          ))}
        </dl>
        <h2>{say('types.may')}</h2>
        <p className="muted">{say('types.may-text')}</p>
        <May />
      </div>
    </Page>
  );
}

function Row({ type }: { type: CustomerType }) {
  const say = useMessage();
  return (
    <tr>
      <th scope="row">
        <Link to="/customers" search={{ status: 'any', types: type }}>
          {say(TYPE_WORDS[type])}
        </Link>
      </th>
      <td>{say(`types.billing-${type}`)}</td>
      <td>{say(`types.sign-in-${type}`)}</td>
      <td>{say(`types.use-${type}`)}</td>
      <td>{say(`types.follows-${type}`)}</td>
    </tr>
  );
}

/** The matrix of actions, from the same table that the core decides by. */
function May() {
  const say = useMessage();
  return (
    <table className={styles.may}>
      <caption className="unseen">{say('types.may')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('types.action')}</th>
          {CUSTOMER_TYPES.map((type) => (
            <th key={type} scope="col">
              {say(`types.short-${type}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {CUSTOMER_ACTIONS.map((action) => (
          <tr key={action}>
            <th scope="row">{say(`actions.do-${action}`)}</th>
            {CUSTOMER_TYPES.map((type) => (
              <td key={type}>
                {ACTIONS[action].types.includes(type) ? (
                  <Status glyph="tick" tone="good">
                    {say('types.yes')}
                  </Status>
                ) : (
                  <span className="muted">{say('types.no')}</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
