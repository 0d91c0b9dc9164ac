import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactElement, ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/paths.ts';
import { classNames } from './class-names.ts';
import { nativeProps } from './native-props.ts';
import { Key, VisuallyHidden } from './text.tsx';

export interface ButtonLook {
  /** `primary` once a screen; `secondary` beside it; `quiet` for what may be ignored; `danger` for what ends something. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly big?: boolean;
  /** Always as wide as its column. */
  readonly full?: boolean;
  /** As wide as the screen on a phone only. */
  readonly wideOnPhone?: boolean;
  readonly icon?: IconName;
  /** The key that does the same, written on the button. */
  readonly shortcut?: string;
}

const own = ['variant', 'big', 'full', 'wideOnPhone', 'icon', 'shortcut', 'className', 'children', 'type'] as const;

function lookOf({ variant = 'secondary', big, full, wideOnPhone }: ButtonLook, added: string | undefined): string {
  return classNames(
    'button',
    `button-${variant}`,
    big === true && 'button-big',
    full === true && 'button-full',
    wideOnPhone === true && 'button-wide',
    added,
  );
}

function Inside({ icon, shortcut, children }: ButtonLook & { readonly children: ReactNode }): ReactElement {
  return (
    <>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
      {shortcut !== undefined && <Key>{shortcut}</Key>}
    </>
  );
}

/** A native button. It submits its form unless `type="button"` says otherwise. */
export function Button(props: ButtonLook & ButtonHTMLAttributes<HTMLButtonElement>): ReactElement {
  return (
    <button {...nativeProps(props, own)} type={props.type ?? 'submit'} className={lookOf(props, props.className)}>
      <Inside {...props}>{props.children}</Inside>
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, and changes nothing. */
export function LinkButton(props: ButtonLook & AnchorHTMLAttributes<HTMLAnchorElement>): ReactElement {
  return (
    <a {...nativeProps(props, own)} className={lookOf(props, props.className)}>
      <Inside {...props}>{props.children}</Inside>
    </a>
  );
}

/** A button that shows only a drawing; its name is read aloud and shown on hover. */
export function IconButton(
  props: { readonly icon: IconName; readonly label: string } & ButtonHTMLAttributes<HTMLButtonElement>,
): ReactElement {
  const { icon, label, className, type = 'button', ...native } = props;
  return (
    <button title={label} {...native} type={type} className={classNames('button button-icon', className)}>
      <Icon name={icon} />
      <VisuallyHidden>{label}</VisuallyHidden>
    </button>
  );
}
