import type { VendorTable } from '#shared/domain/device/vendor.ts';

let table: Promise<VendorTable> | undefined;

/** The makers of devices by the beginnings of their addresses. Read when it is first asked for, and kept. */
export function vendorTable(): Promise<VendorTable> {
  table ??= import('oui-data', { with: { type: 'json' } }).then((module) => module.default);
  return table;
}
