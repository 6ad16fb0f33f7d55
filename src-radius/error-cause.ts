/** Error-Cause in words (RFC 5176 3.5 and the list of IANA). */
const WORDS: Readonly<Record<number, string>> = {
  201: 'Residual session context removed',
  202: 'Invalid EAP packet',
  401: 'Unsupported attribute',
  402: 'Missing attribute',
  403: 'NAS identification mismatch',
  404: 'Invalid request',
  405: 'Unsupported service',
  406: 'Unsupported extension',
  407: 'Invalid attribute value',
  501: 'Administratively prohibited',
  502: 'Request not routable',
  503: 'Session context not found',
  504: 'Session context not removable',
  505: 'Other proxy processing error',
  506: 'Resources unavailable',
  507: 'Request initiated',
  508: 'Multiple session selection unsupported',
  509: 'Location information required',
  601: 'Response too big',
};

/** What an Error-Cause says; its number where the standard has no words for it. */
export const errorCauseInWords = (cause: number): string => WORDS[cause] ?? `Error-Cause ${cause}`;
