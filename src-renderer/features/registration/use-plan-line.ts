import type { PackageLine } from '#shared/contract/office.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { usePrice } from '../../messages/use-price.ts';

/** "Office 30M · 30 / 30 Mbps · 5,250.00 with 5 % VAT for 30 days": what of a plan there is. */
export function usePlanLine(): (line: PackageLine) => string {
  const say = useMessage();
  const { speed } = useFormats();
  const { told } = usePrice();
  return (line) => {
    const { name, downKbps, upKbps, validity, validityUnit } = line;
    const speeds = downKbps === null || upKbps === null ? null : `${speed(downKbps)} / ${speed(upKbps)}`;
    const time = validity === null ? null : say(`registration.for-${validityUnit}`, { count: validity });
    const price = told(line);
    const cost = price === null ? null : [price, time].filter((part) => part !== null).join(' ');
    return [name, speeds, cost].filter((part) => part !== null).join(' · ');
  };
}
