import { describe, expect, test } from 'vitest';
import { stepBeside, stepOfField, stepsOf } from '#shared/domain/registration/steps.ts';

describe('the steps of a registration', () => {
  test('given a connection without an address of its own, then the network is passed over both ways', () => {
    expect(stepsOf('hotspot')).toEqual([1, 2, 4, 5, 6]);
    expect(stepBeside('other', 2, 1)).toBe(4);
    expect(stepBeside('hotspot', 4, -1)).toBe(2);
    expect(stepBeside('pppoe', 2, 1)).toBe(3);
  });

  test('given the first and the last step, then there is none before and none behind', () => {
    expect(stepBeside('static', 1, -1)).toBe(1);
    expect(stepBeside('static', 6, 1)).toBe(6);
  });

  test('given a field, then its step; what a customer is known by is among the details', () => {
    expect(['connection', 'billingProfile', 'ip', 'phone', 'custom:7', 'reference'].map(stepOfField)).toEqual([
      1, 2, 3, 4, 4, 5,
    ]);
  });
});
