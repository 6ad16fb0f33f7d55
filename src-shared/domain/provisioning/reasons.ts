/** Why a customer is not on a router, beside what is wrong with the router itself: codes of the message catalogue. */
export const PROVISIONING_REASONS = [
  /** {username} */
  'provisioning-no-address',
  'provisioning-no-mac',
  'provisioning-no-interface',
  'provisioning-password-unknown',
  /** {menu, name}: somebody else's record stands there. */
  'provisioning-foreign',
  /** {menu, name, field}: read back, it was something else. */
  'provisioning-not-kept',
  /** {router}: nobody has allowed that Lastmile writes there. */
  'provisioning-not-allowed',
  'provisioning-no-router',
  /** The program was closed in the middle of it. */
  'provisioning-interrupted',
] as const;
export type ProvisioningReason = (typeof PROVISIONING_REASONS)[number];
