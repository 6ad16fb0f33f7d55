import { ColorInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ZoneFields, ZoneLine } from '#shared/contract/office.ts';
import { zonesBeneath } from '#shared/domain/zone/tree.ts';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import {
  ChoiceField,
  FieldRow,
  OwnerField,
  type Reading,
  TextField,
  type Typed,
  useForm,
  useText,
} from '../../ui/records/index.ts';
import { pathOf } from './zone-path.ts';

/** Colours that can be told apart beside each other, in light and dark. */
const COLOURS = [
  '#1864ab',
  '#0b7285',
  '#2b8a3e',
  '#5c940d',
  '#e67700',
  '#d9480f',
  '#c92a2a',
  '#a61e4d',
  '#862e9c',
  '#5f3dc4',
];

export function typedZone(line: ZoneLine | null, own: string): Typed {
  return {
    operatorId: line?.operatorId ?? own,
    name: line?.name ?? '',
    code: line?.code ?? '',
    parentId: line?.parentId ?? '',
    colour: line?.colour ?? '',
    distributionPoint: line?.distributionPoint ?? '',
    division: line?.division ?? '',
    district: line?.district ?? '',
    thana: line?.thana ?? '',
  };
}

export function zoneOf(read: Reading): ZoneFields {
  const colour = read.optional('colour');
  if (colour !== null && !/^#[0-9a-f]{6}$/i.test(colour)) read.wrong('colour', 'zones.no-colour');
  return {
    operatorId: read.text('operatorId'),
    name: read.text('name'),
    code: read.optional('code'),
    parentId: read.optional('parentId'),
    colour,
    distributionPoint: read.optional('distributionPoint'),
    division: read.optional('division'),
    district: read.optional('district'),
    thana: read.optional('thana'),
  };
}

/** The fields of a zone. Above it may stand any zone of the same operator that does not stand beneath it. */
export function ZoneForm({ line }: { line: ZoneLine | null }) {
  const say = useMessage();
  const { data: zones = [] } = useQuery(core.zones.list.queryOptions());
  const operatorId = useText('operatorId');
  const beneath = line === null ? new Set<string>() : zonesBeneath(line.id, zones);
  const above = zones.filter(
    (zone) =>
      zone.operatorId === operatorId &&
      !beneath.has(zone.id) &&
      (zone.retiredAt === null || zone.id === line?.parentId),
  );
  return (
    <>
      <FieldRow>
        <TextField name="name" label="records.name" required first />
        <TextField name="code" label="records.code" hint="records.code-hint" mono />
      </FieldRow>
      <OwnerField current={line && { id: line.operatorId, name: line.operator }} />
      <FieldRow>
        <ChoiceField
          name="parentId"
          label="zones.above"
          none="zones.none-above"
          choices={above.map((zone) => ({ value: zone.id, label: pathOf(zone, zones) }))}
        />
        <Colour label={say('zones.colour')} />
      </FieldRow>
      <p className="muted">{say('zones.regulatory')}</p>
      <FieldRow>
        <TextField name="distributionPoint" label="zones.distribution-point" />
        <TextField name="division" label="zones.division" />
      </FieldRow>
      <FieldRow>
        <TextField name="district" label="zones.district" />
        <TextField name="thana" label="zones.thana" />
      </FieldRow>
    </>
  );
}

function Colour({ label }: { label: string }) {
  const say = useMessage();
  const { set, problems } = useForm();
  return (
    <ColorInput
      label={label}
      size="xs"
      placeholder={say('zones.no-colour-chosen')}
      value={useText('colour')}
      onChange={(colour) => set('colour', colour)}
      swatches={COLOURS}
      withPicker={false}
      withEyeDropper={false}
      // What is no colour stays and is told, instead of vanishing.
      fixOnBlur={false}
      error={problems.get('colour')}
      popoverProps={{ withinPortal: false, position: 'top-start' }}
    />
  );
}
