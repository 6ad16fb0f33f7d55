import { Checkbox } from '@mantine/core';
import { AUTHENTICATIONS, STATIC_WAYS, SUSPENSIONS } from '#shared/domain/provisioning/router.ts';
import type { RouterLine } from '#shared/contract/routers.ts';
import { useMessage } from '../../messages/use-message.ts';
import {
  ChoiceField,
  FieldGroup,
  FieldRow,
  OwnerField,
  TextField,
  TickField,
  useForm,
  useText,
} from '../../ui/records/index.ts';
import { TestPart } from './test-part.tsx';
import { CODE_PAGES, PORTS } from './typed-router.ts';

/** The fields of a router: how it is reached, tried at once, and how it is run. */
export function RouterForm({ line }: { line: RouterLine | null }) {
  return (
    <>
      <FieldRow>
        <TextField name="name" label="records.name" required first />
        <TextField name="code" label="records.code" hint="records.code-hint" mono />
      </FieldRow>
      <OwnerField current={line && { id: line.operatorId, name: line.operator }} />
      <ReachedBy line={line} />
      <RunBy line={line} />
    </>
  );
}

function ReachedBy({ line }: { line: RouterLine | null }) {
  const { typed } = useForm();
  return (
    <FieldGroup label="routers.reached-by">
      <FieldRow>
        <TextField name="host" label="routers.host" mono required />
        <TextField name="port" label="routers.port" numeric required />
        <TextField name="username" label="routers.username" required />
        <TextField
          name="password"
          label="routers.password"
          type="password"
          {...(line?.hasPassword === true ? { hint: 'routers.password-kept' } : { required: true })}
        />
      </FieldRow>
      <TlsTick />
      {typed['tls'] === true && (
        <TextField name="fingerprint" label="routers.trusted" hint="routers.trusted-hint" mono />
      )}
      <TestPart line={line} />
    </FieldGroup>
  );
}

/** With TLS the port is another one, unless somebody has chosen their own. */
function TlsTick() {
  const say = useMessage();
  const { typed, set } = useForm();
  const port = useText('port');
  const change = (tls: boolean): void => {
    set('tls', tls);
    if (tls && port === PORTS.plain) set('port', PORTS.tls);
    if (!tls && port === PORTS.tls) set('port', PORTS.plain);
  };
  return (
    <Checkbox
      label={say('routers.tls')}
      description={say('routers.tls-hint')}
      checked={typed['tls'] === true}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}

function RunBy({ line }: { line: RouterLine | null }) {
  const say = useMessage();
  const { typed } = useForm();
  const isKept = line?.hasRadiusSecret === true;
  return (
    <FieldGroup label="routers.run-by">
      <FieldRow>
        <ChoiceField
          name="authentication"
          label="routers.authentication"
          hint="routers.authentication-hint"
          choices={AUTHENTICATIONS.map((value) => ({ value, label: say(`routers.${value}`) }))}
        />
        <ChoiceField
          name="suspension"
          label="routers.suspension"
          hint="routers.suspension-hint"
          choices={SUSPENSIONS.map((value) => ({ value, label: say(`routers.${value}`) }))}
        />
        <ChoiceField
          name="staticWay"
          label="routers.static-way"
          hint="routers.static-way-hint"
          choices={STATIC_WAYS.map((value) => ({ value, label: say(`routers.${value}`) }))}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          name="pppLocalAddress"
          label="routers.ppp-local-address"
          hint="routers.ppp-local-address-hint"
          mono
        />
        <TextField name="hotspotServer" label="routers.hotspot-server" hint="routers.hotspot-server-hint" />
        <TextField name="dhcpServer" label="routers.dhcp-server" hint="routers.dhcp-server-hint" />
        <TextField name="customerInterface" label="routers.customer-interface" hint="routers.customer-interface-hint" />
      </FieldRow>
      <FieldRow>
        <TextField
          name="radiusSecret"
          label="routers.radius-secret"
          hint={isKept ? 'routers.radius-secret-kept' : 'routers.radius-secret-hint'}
          type="password"
          disabled={typed['dropsRadiusSecret'] === true}
        />
        <ChoiceField
          name="codePage"
          label="routers.code-page"
          hint="routers.code-page-hint"
          choices={CODE_PAGES.map((value) => ({ value, label: value }))}
        />
      </FieldRow>
      {isKept && <TickField name="dropsRadiusSecret" label="routers.drop-radius-secret" />}
    </FieldGroup>
  );
}
