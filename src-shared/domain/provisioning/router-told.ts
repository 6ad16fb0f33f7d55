/** The key of the catalogue for what a step of a connection test tells: a failure of the line, or a finding of its own. */
export const toldKey = (code: string): string =>
  code.startsWith('router-') ? `refused.${code}` : `router-test.${code}`;
