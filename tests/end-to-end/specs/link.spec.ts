import { expect, test } from '../test.ts';

declare global {
  interface Window {
    /** What the page said to the port that the stand-in for the preload handed over. */
    saidToPort?: unknown[];
  }
}

test.describe('Given a desktop window, whose preload hands over a port', () => {
  test.use({ userAgent: 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/140.0.0.0 Electron/45.4.1' });

  test('when the page asks for something, then it asks through the port and not over HTTP', async ({ page }) => {
    const overHttp: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/rpc')) overHttp.push(request.url());
    });
    await page.addInitScript(() => {
      window.saidToPort = [];
      window.addEventListener('load', () => {
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = ({ data }) => window.saidToPort?.push(data);
        window.postMessage('lastmile:port', '*', [port1]);
      });
    });
    await page.reload();
    await expect.poll(() => page.evaluate(() => JSON.stringify(window.saidToPort))).toContain('signIn/state');
    expect(overHttp).toEqual([]);
  });
});
