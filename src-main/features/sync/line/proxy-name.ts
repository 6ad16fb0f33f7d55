import type { HttpProxy } from '../../../platform/proxy.ts';

export type { HttpProxy };

/** As sentences name a proxy: without its password. */
export const proxyName = ({ host, port }: HttpProxy): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;
