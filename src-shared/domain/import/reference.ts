import type { BillingProfile } from '../billing/billing-profile.ts';
import type { CustomField } from '../field/custom-field.ts';
import type { Block } from '../ip/ipv4.ts';
import type { NetworkAddress } from '../ip/network-address.ts';
import type { Operator } from '../operator/operator.ts';
import type { Package } from '../package/package.ts';
import type { Zone } from '../zone/zone.ts';

/**
 * What the cells of a file may refer to, as it stands on this console. Plain data, so that it can be sent to a worker.
 * It may hold records outside the actor's reach: the checks answer those exactly as unknown ones.
 */
export interface Reference {
  /** ISO 3166 alpha-2 and ISO 4217 of the ISP. */
  readonly country: string;
  readonly currency: string;
  /** The operator of the signed-in person: it and all beneath it may be imported for. */
  readonly actorOperatorId: string;
  readonly operators: readonly (Pick<Operator, 'id' | 'parentId' | 'name' | 'code' | 'country'> & {
    /** It stays in the tree and takes no new customers. */
    readonly isRetired?: boolean;
  })[];
  readonly packages: readonly (Pick<
    Package,
    'id' | 'operatorId' | 'name' | 'code' | 'connection' | 'downKbps' | 'upKbps' | 'price' | 'validity'
  > & {
    /** The profile of routers that it stands for, where it names one. */
    readonly routerProfile?: Package['routerProfile'];
  })[];
  readonly billingProfiles: readonly Pick<BillingProfile, 'id' | 'operatorId' | 'name' | 'code' | 'mode'>[];
  readonly zones: readonly Pick<Zone, 'id' | 'operatorId' | 'name' | 'code'>[];
  readonly networkAddresses: readonly (Pick<NetworkAddress, 'first' | 'last' | 'gateway' | 'packageIds'> & {
    /** In the order of the addresses, none overlapping another. */
    readonly reserved?: readonly Block[];
  })[];
  readonly customFields: readonly Pick<CustomField, 'id' | 'label' | 'type' | 'required' | 'options'>[];
}

/** Keys to look for among the customers that exist. Each list is free of repetitions. */
export interface Keys {
  /** Folded usernames. */
  readonly usernames: readonly string[];
  /** International digits without a plus. */
  readonly phones: readonly string[];
  /** IPv4 as unsigned 32-bit integers. */
  readonly ips: readonly number[];
}

/** Which of the keys exist. What is absent is free. */
export interface Existing {
  readonly usernames: ReadonlyMap<string, 'live' | 'deleted'>;
  /** Phones and addresses of customers that are not deleted. */
  readonly phones: ReadonlySet<string>;
  readonly ips: ReadonlySet<number>;
}

/** Asks the store. The checks never ask for the same key twice. */
export type LookUp = (keys: Keys) => Existing;
