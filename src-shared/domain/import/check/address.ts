import { parseMac } from '../../device/mac.ts';
import { isUsableHost, parseIpv4 } from '../../ip/ipv4.ts';
import { textOf } from '../cell-text.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import { at, isMute, type Columns, type Rule } from './row-in-hand.ts';

/** `ip-required`, `invalid-ip`, `ip-outside-pool`, and `ip-taken` by a gateway; by customers it is asked across the rows. */
export function ipRule(columns: Columns, index: ReferenceIndex): Rule {
  return (row, hand) => {
    const cell = at(columns.ip, row);
    if (cell === null) {
      if (hand.package?.connection === 'static') hand.tell('ip', 'ip-required', '');
      return;
    }
    if (isMute(cell)) return;
    const text = textOf(cell);
    const ip = parseIpv4(text);
    if (ip === null) {
      hand.tell('ip', 'invalid-ip', text);
      return;
    }
    hand.ip = ip;
    if (index.isGateway(ip)) hand.tell('ip', 'ip-taken', text, { context: 'gateway' });
    const blocks = hand.package ? index.blocksOf(hand.package.id) : [];
    if (blocks.length === 0 || blocks.some((block) => isUsableHost(ip, block))) return;
    hand.tell('ip', 'ip-outside-pool', text, { package: hand.package?.name ?? '' });
  };
}

/** `invalid-mac` */
export function macRule(columns: Columns): Rule {
  return (row, hand) => {
    const cell = at(columns.mac, row);
    if (isMute(cell)) return;
    const text = textOf(cell);
    if (parseMac(text) === null) hand.tell('mac', 'invalid-mac', text);
  };
}
