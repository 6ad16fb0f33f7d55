import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { CustomerLine } from '#shared/contract/customers.ts';
import { parseCidr, parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { client, core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { type AddressChoice, AddressPicker, type PickableBlock } from '../../ui/address-picker/index.ts';
import { useMay } from '../sign-in/index.ts';

interface NewAddressProps {
  readonly one: Pick<CustomerLine, 'id' | 'ip'>;
  /** As far as it is typed; empty: none any more. */
  readonly ip: string;
  readonly problem?: ReactNode;
  readonly onChange: (ip: string) => void;
}

/** No address is chosen yet, or the one that was cannot be had: that is not to say that there shall be none. */
const UNDECIDED = '–';

/** The new address of a customer: one of the package's blocks, or any where the package has none. */
export function NewAddress(props: NewAddressProps) {
  const { one, ip, problem, onChange } = props;
  const say = useMessage();
  const { data } = useQuery(core.networkAddresses.list.queryOptions());
  const { data: customer } = useQuery(core.customers.get.queryOptions({ input: { id: one.id } }));
  if (data === undefined || customer === undefined) return null;
  const blocks = data.filter(({ packages, retiredAt }) => packages.includes(customer.packageId) && retiredAt === null);
  if (blocks.length > 0) return <OfBlocks {...props} blocks={blocks} />;
  return (
    <TextInput
      label={say('customers.ip')}
      description={say('actions.ip-empty')}
      value={ip}
      maxLength={50}
      data-autofocus
      error={problem ?? (ip.trim() === '' || parseIpv4(ip) !== null ? undefined : say('actions.not-an-ip'))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function OfBlocks({ one, problem, onChange, blocks }: NewAddressProps & { readonly blocks: readonly PickableBlock[] }) {
  const say = useMessage();
  const { allowed } = useMay('networkAddresses.hold');
  const [choice, setChoice] = useState<AddressChoice>(() => ({ block: blockOf(one.ip, blocks), ip: one.ip ?? '' }));
  const { id } = one;
  useEffect(() => {
    if (!allowed) return undefined;
    // Whatever closes the dialog: what was chosen is the customer's by then, or nobody's. It runs out by itself too.
    return () => void client.networkAddresses.release({ draft: id }).catch(() => undefined);
  }, [allowed, id]);
  return (
    <>
      <AddressPicker
        label={say('customers.ip')}
        blocks={blocks}
        value={choice}
        draft={allowed ? id : null}
        error={problem}
        inDialog
        onTyped={onChange}
        onChange={(next) => {
          onChange(next.ip === '' ? UNDECIDED : next.ip);
          setChoice(next);
        }}
      />
      <p className="muted">{say('actions.ip-empty')}</p>
    </>
  );
}

/** The block that an address is in; the only one where there is one. */
function blockOf(ip: string | null, blocks: readonly PickableBlock[]): string | null {
  const address = ip === null ? null : parseIpv4(ip);
  const within = blocks.find(({ cidr }) => {
    const block = parseCidr(cidr);
    return block !== null && address !== null && block.first <= address && address <= block.last;
  });
  return within?.id ?? (blocks.length === 1 ? (blocks[0]?.id ?? null) : null);
}
