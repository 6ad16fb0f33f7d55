import { useQuery } from '@tanstack/react-query';
import type { PackageFields, PackageLine } from '#shared/contract/office.ts';
import { decimalOf, minorOf } from '#shared/domain/money/money.ts';
import { burstFaults } from '#shared/domain/package/burst.ts';
import { CONNECTIONS, missingOf, MOST_VALIDITY } from '#shared/domain/package/package.ts';
import { kbpsOf, speedText } from '#shared/domain/package/speed.ts';
import { asciiDigits } from '#shared/domain/text.ts';
import { core } from '../../host/core.ts';
import { useCurrency } from '../../messages/use-currency.ts';
import { useMessage } from '../../messages/use-message.ts';
import { usePrice } from '../../messages/use-price.ts';
import { isHeldUp } from './old-speed.tsx';
import {
  ChoiceField,
  FieldGroup,
  FieldRow,
  OwnerField,
  type Reading,
  TextField,
  TickField,
  TicksField,
  type Typed,
  useForm,
  useText,
} from '../../ui/records/index.ts';

const UNITS = ['minutes', 'hours', 'days', 'months'] as const;
const SHARING = ['shared', 'dedicated'] as const;
const MEDIA = ['wired', 'wireless'] as const;

/** What stands in the form: the usual plan is by PPPoE and for 30 days. */
export function typedPackage(line: PackageLine | null, own: string): Typed {
  const speed = (kbps: number | null | undefined): string => (kbps == null ? '' : speedText(kbps));
  return {
    operatorId: line?.operatorId ?? own,
    name: line?.name ?? '',
    code: line?.code ?? '',
    connection: line?.connection ?? 'pppoe',
    downKbps: speed(line?.downKbps),
    upKbps: speed(line?.upKbps),
    price: line?.price ?? '',
    vatPercent: String(line?.vatPercent ?? 0),
    priceIncludesVat: line?.priceIncludesVat ?? true,
    validity: line === null ? '30' : String(line.validity ?? ''),
    validityUnit: line?.validityUnit ?? 'days',
    volumeMb: line?.volumeMb == null ? '' : String(line.volumeMb),
    routerProfile: line?.routerProfile ?? '',
    radiusGroup: line?.radiusGroup ?? '',
    burstDownKbps: speed(line?.burstDownKbps),
    burstUpKbps: speed(line?.burstUpKbps),
    burstSeconds: line?.burstSeconds == null ? '' : String(line.burstSeconds),
    addressFromPool: line?.addressFromPool ?? false,
    pools: line?.pools ?? [],
    sharing: line?.sharing ?? '',
    medium: line?.medium ?? '',
  };
}

/** Reads the form; all that is missing of what a package needs is told at once. */
export function packageOf(read: Reading): PackageFields {
  // Casts: the values of these fields are chosen from lists of them.
  const connection = read.text('connection') as PackageFields['connection'];
  const speed = (name: string): number | null => {
    // Other services have none; what was typed before that was chosen is not asked about.
    const text = connection === 'other' ? null : read.optional(name);
    const kbps = text === null ? null : kbpsOf(text);
    if (text !== null && kbps === null) read.wrong(name, 'packages.no-speed');
    return kbps;
  };
  const vat = percentOf(read.optional('vatPercent') ?? '0');
  if (vat === null) read.wrong('vatPercent', 'packages.no-percent');
  const validityUnit = read.text('validityUnit') as PackageFields['validityUnit'];
  const fields: PackageFields = {
    operatorId: read.text('operatorId'),
    name: read.optional('name') ?? '',
    code: read.optional('code'),
    connection,
    downKbps: speed('downKbps'),
    upKbps: speed('upKbps'),
    price: read.optional('price'),
    vatPercent: vat ?? 0,
    priceIncludesVat: read.flag('priceIncludesVat'),
    validity: read.wholeOrNull('validity', { least: 1, most: MOST_VALIDITY[validityUnit] }),
    validityUnit,
    volumeMb: read.wholeOrNull('volumeMb', { least: 1 }),
    routerProfile: read.optional('routerProfile'),
    radiusGroup: read.optional('radiusGroup'),
    burstDownKbps: speed('burstDownKbps'),
    burstUpKbps: speed('burstUpKbps'),
    burstSeconds: connection === 'other' ? null : read.wholeOrNull('burstSeconds', { least: 1, most: 86_400 }),
    addressFromPool: connection === 'pppoe' && read.flag('addressFromPool'),
    pools: hasAddress(connection) ? read.list('pools') : [],
    sharing: read.optional('sharing'),
    medium: read.optional('medium'),
  };
  for (const field of missingOf(fields)) read.wrong(field, 'refused.package-incomplete');
  for (const { field, code } of burstFaults(fields)) read.wrong(field, `refused.${code}`);
  return fields;
}

/** Null: it is none. */
function percentOf(text: string): number | null {
  const percent = Number(asciiDigits(text).replace(',', '.'));
  return percent >= 0 && percent <= 100 ? percent : null;
}

/** Customers of these have an address of their own; a hotspot's guest gets one of the router's. */
const hasAddress = (connection: string): boolean => connection === 'pppoe' || connection === 'static';

/** The fields of a package. Other services have no speed. */
export function PackageForm({ line }: { line: PackageLine | null }) {
  const say = useMessage();
  const connection = useText('connection');
  const hasSpeed = connection !== 'other';
  return (
    <>
      <FieldRow>
        <TextField name="name" label="records.name" required first />
        <TextField name="code" label="records.code" hint="records.code-hint" mono />
        <ChoiceField
          name="connection"
          label="packages.connection"
          choices={CONNECTIONS.map((value) => ({ value, label: say(`packages.${value}`) }))}
        />
      </FieldRow>
      <OwnerField current={line && { id: line.operatorId, name: line.operator }} />
      {hasSpeed && <Speeds line={line} />}
      <FieldGroup label="packages.price-and-validity">
        <FieldRow>
          <TextField name="price" label="packages.price" numeric required />
          <TextField name="vatPercent" label="packages.vat" numeric unit="%" />
          <TextField name="validity" label="packages.validity" numeric required />
          <ChoiceField
            name="validityUnit"
            label="packages.validity-unit"
            choices={UNITS.map((value) => ({ value, label: say(`packages.${value}`) }))}
          />
        </FieldRow>
        <TickField name="priceIncludesVat" label="packages.includes-vat" />
        <Paid />
      </FieldGroup>
      {hasAddress(connection) && <Addresses line={line} isPppoe={connection === 'pppoe'} />}
      {hasSpeed && (
        <FieldGroup label="packages.router-and-radius">
          <FieldRow>
            <TextField name="routerProfile" label="packages.router-profile" hint="packages.router-profile-hint" />
            <TextField name="radiusGroup" label="packages.radius-group" hint="packages.radius-group-hint" />
          </FieldRow>
        </FieldGroup>
      )}
      <FieldGroup label="packages.told-regulator">
        <FieldRow>
          <ChoiceField
            name="sharing"
            label="packages.sharing"
            none="packages.not-said"
            choices={SHARING.map((value) => ({ value, label: say(`packages.${value}`) }))}
          />
          <ChoiceField
            name="medium"
            label="packages.medium"
            none="packages.not-said"
            choices={MEDIA.map((value) => ({ value, label: say(`packages.${value}`) }))}
          />
        </FieldRow>
      </FieldGroup>
    </>
  );
}

/** What customers will pay, as it will stand wherever the price is told. */
function Paid() {
  const say = useMessage();
  const { typed } = useForm();
  const { told } = usePrice();
  const currency = useCurrency();
  const price = minorOf(useText('price'), currency);
  const vatPercent = percentOf(useText('vatPercent'));
  if (price === null || vatPercent === null || vatPercent === 0) return null;
  const plan = { price: decimalOf(price, currency), vatPercent, priceIncludesVat: typed['priceIncludesVat'] === true };
  return <p className="muted">{say('packages.paid', { price: told(plan) ?? '' })}</p>;
}

function Speeds({ line }: { line: PackageLine | null }) {
  const say = useMessage();
  const mbps = say('packages.mbps');
  return (
    <FieldGroup label="packages.speed">
      <FieldRow>
        <TextField name="downKbps" label="packages.down" numeric required unit={mbps} />
        <TextField name="upKbps" label="packages.up" numeric required unit={mbps} />
        <TextField name="volumeMb" label="packages.volume" numeric unit="MB" />
      </FieldRow>
      <FieldRow>
        <TextField name="burstDownKbps" label="packages.burst-down" hint="packages.burst-hint" numeric unit={mbps} />
        <TextField name="burstUpKbps" label="packages.burst-up" numeric unit={mbps} />
        <TextField name="burstSeconds" label="packages.burst-seconds" numeric unit={say('packages.seconds')} />
      </FieldRow>
      <KeptSpeed line={line} />
    </FieldGroup>
  );
}

/** Before it is saved: who is online keeps the speed that there was. */
function KeptSpeed({ line }: { line: PackageLine | null }) {
  const say = useMessage();
  const kbps = (text: string): number | null => (text.trim() === '' ? null : kbpsOf(text));
  const seconds = useText('burstSeconds').trim();
  const typed = {
    downKbps: kbps(useText('downKbps')),
    upKbps: kbps(useText('upKbps')),
    burstDownKbps: kbps(useText('burstDownKbps')),
    burstUpKbps: kbps(useText('burstUpKbps')),
    burstSeconds: seconds === '' ? null : Number(asciiDigits(seconds)),
  };
  if (line === null || !isHeldUp(line, typed)) return null;
  return (
    <p className="muted" role="status">
      {say('packages.keeps-speed', { count: line.customers })}
    </p>
  );
}

/** The blocks that its customers have their addresses from. */
function Addresses({ line, isPppoe }: { line: PackageLine | null; isPppoe: boolean }) {
  const { data: blocks = [] } = useQuery(core.networkAddresses.list.queryOptions());
  const offered = blocks.filter(({ id, retiredAt }) => retiredAt === null || line?.pools.includes(id) === true);
  return (
    <FieldGroup label="packages.addresses">
      <TicksField
        name="pools"
        label="packages.pools"
        hint="packages.pools-hint"
        none="networkAddresses.none"
        choices={offered.map(({ id, cidr }) => ({ value: id, label: cidr }))}
      />
      {isPppoe && <TickField name="addressFromPool" label="packages.from-pool" hint="packages.from-pool-hint" />}
    </FieldGroup>
  );
}
