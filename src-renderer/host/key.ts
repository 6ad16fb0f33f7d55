// The page's key for the server that handed it out. A cookie alone would not do: browsers send it to every port of this
// machine. What a page stores is kept by port, so nobody else's page or program gets it.

const PLACE = 'lastmile-key';
const HEADER = 'x-lastmile-key';

let key: Promise<string> | null = null;

/** A browser that was just let in is handed its key, once; from then on its pages find it where it was kept. */
async function handedOut(): Promise<string> {
  const response = await fetch('/key', { method: 'POST' });
  if (response.status !== 200) return localStorage.getItem(PLACE) ?? '';
  const fresh = await response.text();
  localStorage.setItem(PLACE, fresh);
  return fresh;
}

/** A call with the page's key. */
export async function keyedFetch(request: Request, init: RequestInit): Promise<Response> {
  key ??= handedOut();
  const headers = new Headers(request.headers);
  headers.set(HEADER, await key);
  return fetch(new Request(request, { headers }), init);
}
