import { LinkButton, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { Speak } from '../page.tsx';
import type { OwnRequestLine } from './own-requests.ts';
import { type Waiting, waitingFor } from './states.ts';

/** A request that waits for its reader: what is asked, and the way to it. Nothing when others are at work. */
export function Turn(props: {
  readonly t: Speak;
  readonly line: OwnRequestLine;
  /** On the request’s own page, where what is asked stands further down. */
  readonly here?: boolean;
}): ReactElement | null {
  const { t, line, here = false } = props;
  const [first] = waitingFor(line);
  if (!first) return null;
  const id = `turn-${line.id}`;
  const Heading = here ? 'h2' : 'h3';
  return (
    <section className="turn" aria-labelledby={id}>
      <div className="stack stack-tight">
        <Tag state="turn">{here ? t('own-requests.waiting') : t(`requests.state-${line.state}`)}</Tag>
        <Heading id={id}>{t(`own-requests.wait-${first}`, { count: line.unread })}</Heading>
        {!here && (
          <p className="small muted">
            {line.what[t.language]} · <Num>{line.reference}</Num> · {line.commune[t.language]}
          </p>
        )}
      </div>
      <LinkButton variant="primary" wideOnPhone href={wayTo(line, first, here)}>
        {t(`own-requests.do-${first}`)}
      </LinkButton>
    </section>
  );
}

const parts = { correct: '#correction', read: '#messages' } as const;

function wayTo({ id, signAt, continueAt }: OwnRequestLine, waiting: Waiting, here: boolean): string {
  const page = `/account/requests/${id}`;
  if (waiting === 'sign') return signAt ?? page;
  if (waiting === 'finish') return continueAt ?? page;
  return here ? parts[waiting] : `${page}${parts[waiting]}`;
}
