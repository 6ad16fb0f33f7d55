import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OperatorLine } from '#shared/contract/office.ts';
import { client, core } from '../../host/core.ts';

interface IspName {
  /** The ISP itself among the operators; undefined: not known yet, or not within reach. */
  readonly isp: OperatorLine | undefined;
  readonly rename: (name: string) => Promise<void>;
}

/** The ISP's own name, as receipts and texts say it. Its code stays: files say that. */
export function useIspName(): IspName {
  const cache = useQueryClient();
  const { data } = useQuery(core.operators.list.queryOptions());
  const isp = data?.find(({ kind }) => kind === 'admin');
  const rename = async (name: string): Promise<void> => {
    // Its version is another one after each change.
    const now = (await client.operators.list()).find(({ kind }) => kind === 'admin');
    if (now === undefined || now.name === name) return;
    const { id, version, code, parentId, kind, country } = now;
    await client.operators.change({ id, version, fields: { name, code, parentId, kind, country } });
    await cache.invalidateQueries();
  };
  return { isp, rename };
}
