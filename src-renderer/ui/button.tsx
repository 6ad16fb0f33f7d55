import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, Ref } from 'react';
import styles from './button.module.css';

/**
 * `primary`: the one thing to do here; `plain`: another; `danger`: takes something away; `quiet`: a word in a line of
 * text; `icon`: a picture alone, which must bring an `aria-label`.
 */
export type ButtonKind = 'primary' | 'plain' | 'danger' | 'quiet' | 'icon';

const classOf = (kind: ButtonKind, more?: string): string =>
  [styles.button, kind === 'plain' ? undefined : styles[kind], more].filter(Boolean).join(' ');

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly kind?: ButtonKind;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** A button of the house: 30 px high, one look in every place. */
export function Button({ kind = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={classOf(kind, className)} {...rest} />;
}

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & {
  readonly kind?: ButtonKind;
  readonly ref?: Ref<HTMLAnchorElement>;
};

function ButtonAnchor({ kind = 'plain', className, ...rest }: AnchorProps) {
  return <a className={classOf(kind, className)} {...rest} />;
}

/** A link to another page that looks like a button: `<ButtonLink to="/import">`. */
export const ButtonLink = createLink(ButtonAnchor);
