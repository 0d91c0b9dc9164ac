import { LinkButton, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { Speak } from '../page.tsx';
import type { OwnRequestLine } from './own-requests.ts';
import { type Waiting, waitingFor } from './states.ts';

/** A request that waits for its reader: what is asked, and the way to it. Nothing when others are at work. */
export function Turn({ t, line }: { readonly t: Speak; readonly line: OwnRequestLine }): ReactElement | null {
  const [first] = waitingFor(line);
  if (!first) return null;
  const id = `turn-${line.id}`;
  return (
    <section className="turn" aria-labelledby={`${id} ${id}-reference`}>
      <div className="stack stack-tight">
        <Tag state="turn">{t(`requests.state-${line.state}`)}</Tag>
        <h3 id={id}>
          <a className="touch" href={`/account/requests/${line.id}`}>
            {line.what[t.language]}
          </a>
        </h3>
        <p>{t(`own-requests.wait-${first}`, { count: line.unread })}</p>
        <p className="small muted">
          <span id={`${id}-reference`}>
            <Num>{line.reference}</Num>
          </span>{' '}
          · {line.commune[t.language]}
        </p>
      </div>
      <LinkButton variant="primary" wideOnPhone href={wayTo(line, first)}>
        {t(`own-requests.do-${first}`)}
      </LinkButton>
    </section>
  );
}

/** What is asked first, on the request’s own page, where what must be corrected follows by itself. */
export function TurnHere({ t, file }: { readonly t: Speak; readonly file: OwnRequestLine }): ReactElement | null {
  const [first] = waitingFor(file).filter(each => each !== 'correct');
  if (!first) return null;
  return (
    <section className="turn" aria-labelledby="turn">
      <h2 id="turn">{t(`own-requests.wait-${first}`, { count: file.unread })}</h2>
      <LinkButton variant="primary" wideOnPhone href={first === 'read' ? parts.read : wayTo(file, first)}>
        {t(`own-requests.do-${first}`)}
      </LinkButton>
    </section>
  );
}

const parts = { correct: '#correction', read: '#messages' } as const;

function wayTo({ id, signAt, continueAt }: OwnRequestLine, waiting: Waiting): string {
  const page = `/account/requests/${id}`;
  if (waiting === 'sign') return signAt ?? page;
  if (waiting === 'finish') return continueAt ?? page;
  return `${page}${parts[waiting]}`;
}
