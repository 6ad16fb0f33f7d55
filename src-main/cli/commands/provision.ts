import type { ProvisioningJob } from '#shared/contract/provisioning.ts';
import { type Client, type CoreCommand, textOption } from '../command.ts';
import { routerIdNamed } from '../router-named.ts';

/** Works the queue of the routers, now. Exit status 1 when somebody still waits or could not be brought there. */
export const provision: CoreCommand = {
  kind: 'core',
  name: 'provision',
  usage: '[--router NAME] [--retry] [--json]',
  options: { router: { type: 'string' }, retry: { type: 'boolean' } },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const router = await routerIdNamed(client, textOption(options, 'router'));
    const which = router === undefined ? {} : { router };
    if (options['retry'] === true) await client.provisioning.retry(which);
    const counts = await client.provisioning.run(which);
    const left = [...(await jobsIn(client, 'failed', which)), ...(await jobsIn(client, 'queued', which))];
    const jobs = left.map(({ username, router, state, reason }) => ({
      username,
      router,
      state,
      ...(reason && { reason: reason.code }),
    }));
    for (const { username, router, reason } of left) {
      const why = reason ? console.say(`refused.${reason.code}`, reason.params) : '';
      console.note(`${username} · ${router} · ${why}`);
    }
    console.print(console.say('cli.provisioned', counts));
    console.answer({ ...counts, jobs });
    return left.length === 0 ? 0 : 1;
  },
};

/** Those in a state, all windows of them. */
async function jobsIn(
  client: Client,
  state: ProvisioningJob['state'],
  which: { readonly router?: string },
): Promise<ProvisioningJob[]> {
  const all: ProvisioningJob[] = [];
  for (let after: string | undefined; ;) {
    const { jobs, next } = await client.provisioning.list({
      state,
      limit: 200,
      ...which,
      ...(after === undefined ? {} : { after }),
    });
    all.push(...jobs);
    if (next === null) return all;
    after = next;
  }
}
