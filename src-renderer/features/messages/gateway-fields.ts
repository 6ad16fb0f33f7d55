import type { GatewayFields } from '#shared/contract/messages.ts';

/** A gateway that nobody has described yet. */
export const EMPTY: GatewayFields = {
  ...{ name: '', url: 'https://', method: 'POST', headers: [], bodyKind: 'json', body: '', successStatus: '2xx' },
  ...{ successText: '', referencePath: '', phoneFormat: 'international', allowsPasswordInUrl: false, enabled: true },
};

/** What is filled in of a gateway, without what is only told of it. */
export const fieldsOf = ({ name, url, method, headers, bodyKind, body, ...more }: GatewayFields): GatewayFields => {
  const { successStatus, successText, referencePath, phoneFormat, allowsPasswordInUrl, enabled } = more;
  return {
    ...{ name, url, method, headers, bodyKind, body },
    ...{ successStatus, successText, referencePath, phoneFormat, allowsPasswordInUrl, enabled },
  };
};
