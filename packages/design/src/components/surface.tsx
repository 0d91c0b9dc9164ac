import type { ReactElement, ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import { SealMark } from '../icons/marks.tsx';
import type { IconName } from '../icons/paths.ts';
import { classNames } from './class-names.ts';

/** A block with a border; `look="lift"` floats, `look="sunken"` recedes. */
export function Card(props: {
  readonly look?: 'lift' | 'sunken';
  readonly labelledBy?: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section
      className={classNames('card', props.look !== undefined && `card-${props.look}`)}
      aria-labelledby={props.labelledBy}
    >
      {props.children}
    </section>
  );
}

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Labels and values: `pairs` in two columns, `lines` pushed to both edges, `compare` to be held against a paper. */
export function Facts(props: {
  readonly items: readonly Fact[];
  readonly layout?: 'pairs' | 'lines' | 'compare';
}): ReactElement {
  const { items, layout = 'lines' } = props;
  const look = classNames('facts', layout !== 'pairs' && 'facts-lines', layout === 'compare' && 'facts-compare');
  return (
    <dl className={look}>
      {items.map(fact => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A way into something: pictogram, name, one line of what is behind. */
export function Door(props: {
  readonly href: string;
  readonly icon: IconName;
  readonly title: ReactNode;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <a className="door" href={props.href}>
      <span className="door-icon">
        <Icon name={props.icon} />
      </span>
      <b>{props.title}</b>
      <small>{props.children}</small>
    </a>
  );
}

/** A page of a document at any size. `dir` is the document's own direction, not the interface's. */
export function Sheet(props: {
  readonly dir?: 'rtl' | 'ltr';
  /** The word "draft", drawn across the page until it is signed; say it in the text beside the page too. */
  readonly draft?: string;
  /** A paper that no longer holds loses its colour. */
  readonly off?: boolean;
  readonly sealed?: boolean;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div className="document-page">
      <div className={classNames('sheet', props.off === true && 'sheet-off')} dir={props.dir} data-draft={props.draft}>
        {props.children}
      </div>
      {props.sealed === true && <SealMark />}
    </div>
  );
}

/** Initials in a disc, decoration beside a name. */
export function Avatar({ initials }: { readonly initials: string }): ReactElement {
  return (
    <span className="avatar" aria-hidden="true">
      {initials}
    </span>
  );
}
