import { isFrom, type Version } from '../tables/schema.ts';
import { noMatch } from '../trap.ts';

const OF_ALL = 'local,telnet,ssh,ftp,reboot,read,write,policy,test,winbox,password,web,sniff,sensitive,api,romon'.split(
  ',',
);

/** The policies that a version knows; one that it does not know is refused. */
export const policiesOf = (version: Version): readonly string[] => [
  ...OF_ALL,
  ...(isFrom(version, 7) ? ['rest-api'] : ['dude', 'tikapp']),
];

/** A group's policy as the router shows it: all that it knows, `!` before what is not granted. Throws a trap. */
export function policyText(written: string, version: Version): string {
  const words = written.split(',').filter((word) => word !== '');
  const known = policiesOf(version);
  if (!words.every((word) => known.includes(word.replace(/^!/, '')))) throw noMatch('policy');
  const granted = known.filter((policy) => words.includes(policy));
  return [...granted, ...known.filter((policy) => !granted.includes(policy)).map((policy) => `!${policy}`)].join(',');
}
