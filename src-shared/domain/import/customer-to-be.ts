/** A row that can become a customer, every reference resolved and every value in the form that the store keeps. */
export interface CustomerToBe {
  /** Row number in the file. */
  readonly row: number;
  readonly username: string;
  readonly usernameKey: string;
  /** Null: not known yet, must be set before RADIUS. */
  readonly password: string | null;
  readonly fullName: string;
  readonly nameKey: string;
  /** As the office wrote it, digits in ASCII. */
  readonly phone: string | null;
  readonly phoneKey: string | null;
  readonly email: string | null;
  readonly operatorId: string;
  readonly packageId: string;
  readonly billingProfileId: string;
  readonly zoneId: string | null;
  readonly address: string | null;
  /** IPv4 as an unsigned 32-bit integer. */
  readonly ip: number | null;
  /** "AA:BB:CC:DD:EE:FF" */
  readonly mac: string | null;
  readonly accountNumber: string | null;
  /** Calendar date, "2026-12-31". */
  readonly expires: string | null;
  /** Minor units of the ISP's currency, positive in the customer's favour. */
  readonly balance: number | null;
  readonly clientType: string | null;
  readonly medium: string | null;
  readonly sharing: string | null;
  readonly distributionPoint: string | null;
  readonly division: string | null;
  readonly district: string | null;
  readonly thana: string | null;
  /** By the field's id, without the empty ones. */
  readonly custom: Readonly<Record<string, string>>;
}
