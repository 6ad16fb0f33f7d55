export { operatorsFeature } from './operators.ts';
export { staffFeature } from './staff.ts';
