import type { Account, BillingWorld, Step } from '../billing/account.ts';
import type { BillingMode } from '../billing/billing-profile.ts';
import type { PaymentMethod } from '../billing/entry.ts';
import type { Tariff } from '../billing/tariff.ts';
import type { Block } from '../ip/ipv4.ts';
import type { Claim } from '../ip/plan.ts';
import type { MessageKind } from '../message/template.ts';
import type { Minor } from '../money/money.ts';
import type { Connection } from '../package/package.ts';
import type { CustomerStatus, CustomerType, SuspendedReason } from './customer.ts';

/** What an action looks at of the customer that it is done to. Instants are milliseconds since 1970. */
export interface CustomerInHand {
  readonly id: string;
  readonly operatorId: string;
  readonly username: string;
  readonly type: CustomerType;
  readonly status: CustomerStatus;
  readonly suspendedReason: SuspendedReason | null;
  readonly packageId: string;
  readonly billingProfileId: string;
  readonly zoneId: string | null;
  /** The router that was chosen; null: by address and package. */
  readonly routerId: string | null;
  /** IPv4 as an unsigned 32-bit integer. */
  readonly ip: number | null;
  readonly accountNumber: string | null;
  /** "AA:BB:CC:DD:EE:FF" */
  readonly macs: readonly string[];
  /** For a whole period in place of the package's price; null: that price. */
  readonly specialPrice: Minor | null;
  /** The package from a day on that is still to come; null: none is. */
  readonly nextPackageId: string | null;
  /** As billing sees the customer, settled up to now. */
  readonly account: Account;
}

/** A record that a customer may be given. */
export interface Choice {
  readonly id: string;
  /** Whose it is: that operator and all beneath it may use it. */
  readonly operatorId: string;
  readonly name: string;
  readonly isRetired: boolean;
}

export interface PackageChoice extends Choice {
  readonly connection: Connection;
  readonly isComplete: boolean;
}

export interface ProfileChoice extends Choice {
  readonly mode: BillingMode;
}

/** Another living customer that has something already. The username is null for one whom the actor may not see. */
export interface Holder {
  readonly id: string;
  readonly username: string | null;
}

/** What the rules of the actions ask for. Lookups leave out the customer `but`. */
export interface ActionFacts {
  readonly now: number;
  /** The staff user that acts. */
  readonly by: string;
  /** The operators whose customers the actor manages. */
  readonly reach: ReadonlySet<string>;
  /** The operators whose records the actor may choose from. */
  readonly usable: ReadonlySet<string>;
  /** An operator and those above it: whose records its customers may have. */
  readonly lineOf: (operatorId: string) => ReadonlySet<string>;
  readonly operator: (id: string) => Omit<Choice, 'operatorId'> | null;
  readonly package: (id: string) => PackageChoice | null;
  readonly profile: (id: string) => ProfileChoice | null;
  readonly zone: (id: string) => Choice | null;
  readonly router: (id: string) => Choice | null;
  /** The blocks whose addresses customers of a package may have; none: any address. */
  readonly blocksOf: (packageId: string) => readonly Block[];
  /** What an address is set aside for in whichever block it is. */
  readonly claimOn: (ip: number) => Claim | null;
  /** Whether another draft than this customer's own holds an address at the moment. */
  readonly isHeld: (ip: number, but: string) => boolean;
  readonly holderOfUsername: (usernameKey: string, but: string) => Holder | null;
  readonly holderOfIp: (ip: number, but: string) => Holder | null;
  readonly hasAccountNumber: (number: string, but: string) => boolean;
  readonly holdersOfMac: (mac: string, but: string) => readonly Holder[];
  /** A new password, another one each time. */
  readonly newPassword: () => string;
  readonly billing: BillingFacts;
}

/** What of money and messages the rules of the actions ask for. */
export interface BillingFacts {
  readonly world: BillingWorld;
  readonly currency: string;
  /** What somebody would pay on a package under a billing profile. */
  readonly tariff: (chosen: Pick<CustomerInHand, 'packageId' | 'billingProfileId' | 'specialPrice'>) => Tariff;
  /** The id of a line that comes of this run: the same however often it is asked for. */
  readonly idOf: (customerId: string, what: string) => string;
  /** What is wrong with the reference of a payment (an M-Pesa code that is none or was used); null: nothing. */
  readonly referenceProblem: (method: PaymentMethod, reference: string | undefined) => Reason | null;
  /** What was taken already, whatever was asked for: of an action that is decided again elsewhere. Absent: nothing was yet. */
  readonly taken?: Minor;
  /** Why nobody's account may be touched now: the clock has leapt, and nobody has said that the date is right. */
  readonly rests: Reason | null;
  /** What somebody should know of the clock who touches an account all the same. Absent: there is nothing. */
  readonly doubt?: Reason | null;
  /** Why a customer cannot be written to; null: nothing is in the way. */
  readonly messageProblem: (customer: CustomerInHand, message: MessageToSend) => Reason | null;
}

export interface MessageToSend {
  readonly kind: MessageKind;
  /** Of one's own; null: the kind's. */
  readonly text: string | null;
}

/** A code of the message catalogue with what its sentence needs. */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The columns of a customer that actions write, besides those that follow from the account. */
export interface ActionColumns {
  readonly operatorId: string;
  readonly username: string;
  readonly usernameKey: string;
  readonly packageId: string;
  readonly billingProfileId: string;
  readonly zoneId: string | null;
  readonly routerId: string | null;
  readonly ip: number | null;
  readonly accountNumber: string | null;
  readonly specialPrice: Minor | null;
  readonly deletedAt: number | null;
  readonly deletedBy: string | null;
}

/** What is written of a customer, and nothing else of it. */
export interface Changes {
  readonly columns: Partial<ActionColumns>;
  /** In clear; it is sealed where it is written. */
  readonly password?: string;
  readonly bind?: { readonly mac: string; readonly type: string | null };
  readonly unbind?: readonly string[];
  /** What becomes of the account: the state, the lines of the ledger, until when it is paid. */
  readonly step?: Step;
  readonly message?: MessageToSend;
}

/** What comes of an action for one customer. A note is told to the person, though it is done. */
export type Decision =
  | { readonly kind: 'change'; readonly changes: Changes; readonly note: Reason | null }
  | { readonly kind: 'refused'; readonly reason: Reason };

export const refused = (code: string, params: Reason['params'] = {}): Decision => ({
  kind: 'refused',
  reason: { code, params },
});

export const change = (columns: Partial<ActionColumns>, more: Omit<Changes, 'columns'> = {}): Decision => ({
  kind: 'change',
  changes: { columns, ...more },
  note: null,
});

/** The same with something that a person is told. */
export const changeNoted = (note: Reason | null, changes: Changes): Decision => ({ kind: 'change', changes, note });

export const alreadySo: Decision = refused('action-already-so');
