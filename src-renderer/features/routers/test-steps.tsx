import i18next from 'i18next';
import type { ReactNode } from 'react';
import type { RouterTested, RouterTestStep } from '#shared/contract/routers.ts';
import { toldKey } from '#shared/domain/provisioning/router-told.ts';
import { useMessage } from '../../messages/use-message.ts';
import { type Glyph, Status, type Tone } from '../../ui/status.tsx';
import styles from './routers.module.css';

const LOOKS: Readonly<Record<RouterTestStep['state'], readonly [Glyph, Tone]>> = {
  ok: ['tick', 'good'],
  warning: ['triangle', 'warn'],
  failed: ['cross', 'bad'],
  'left-out': ['ring', 'idle'],
};

interface TestStepsProps {
  readonly tested: RouterTested;
  /** What somebody has to do now, before the steps that wait for it. */
  readonly children?: ReactNode;
}

/** A connection test as the list of its steps, each with what was found or how it is mended. */
export function TestSteps({ tested: { steps }, children }: TestStepsProps) {
  const say = useMessage();
  const isWell = steps.every(({ state }) => state !== 'failed');
  const isWholly = isWell && steps.every(({ state }) => state !== 'warning');
  return (
    <>
      <p role="status" className={styles.outcome}>
        {say(isWholly ? 'routers.well' : isWell ? 'routers.well-but' : 'routers.not-well')}
      </p>
      {children}
      <ol className={styles.steps} aria-label={say('routers.steps')}>
        {steps.map(({ step, state, told }) => (
          <li key={step}>
            <span className={styles.step}>{say(`router-test.step-${step}`)}</span>
            <Status glyph={LOOKS[state][0]} tone={LOOKS[state][1]}>
              {say(told?.code === 'plain' ? 'router-test.state-plain' : `router-test.state-${state}`)}
            </Status>
            <span className={styles.told}>{told !== null && i18next.t(toldKey(told.code), told.params)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
