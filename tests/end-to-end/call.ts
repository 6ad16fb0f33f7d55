import type { Page } from '@playwright/test';

/** Calls a procedure ("routers/add") as the page would: what a test needs and nobody has to see being typed. */
export function call(page: Page, procedure: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    async ([path, body]) => {
      const headers = {
        'content-type': 'application/json',
        'x-lastmile-key': localStorage['lastmile-key'] as string, // the shell has called before
      };
      const response = await fetch(`/rpc/${path}`, { method: 'POST', headers, body });
      if (!response.ok) throw new Error(await response.text());
      return ((await response.json()) as { json: unknown }).json;
    },
    [procedure, JSON.stringify({ json: input })] as const,
  );
}
