import type { ReactNode } from 'react';
import styles from './status.module.css';

/** ● ○ ▲ ■ ◌ ✕ ✓, drawn and not typed: which font has which of them differs from machine to machine. */
export type Glyph = 'disc' | 'ring' | 'triangle' | 'square' | 'dotted' | 'cross' | 'tick';
export type Tone = 'good' | 'warn' | 'bad' | 'idle';

const SHAPES: Readonly<Record<Glyph, ReactNode>> = {
  disc: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  ring: <circle cx="5" cy="5" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  triangle: <path d="M5 1 9.5 9h-9z" fill="currentColor" />,
  square: <rect x="1.25" y="1.25" width="7.5" height="7.5" fill="currentColor" />,
  dotted: (
    <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.2 2.2" />
  ),
  cross: <path d="M2 2l6 6M8 2l-6 6" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  tick: <path d="M1.5 5.5 4 8l4.5-6" fill="none" stroke="currentColor" strokeWidth="1.6" />,
};

/** A status is a glyph, a word and a colour, so that neither colour nor shape alone has to be understood. */
export function Status({ glyph, tone, children }: { glyph: Glyph; tone: Tone; children: ReactNode }) {
  return (
    <span className={`${styles.status} ${styles[tone]}`}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        {SHAPES[glyph]}
      </svg>
      {children}
    </span>
  );
}
