import { Button, Name, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { DoubtView } from '../../../api/contract/index.ts';
import { nameOf, useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { sayReason, sayWhere } from './doubt-words.ts';
import type { Doubts } from './use-doubts.ts';

/** What a mark may lead to. */
export interface Remedy {
  readonly label: string;
  readonly run: (doubt: DoubtView) => void;
}

/** The marks of doubt of a request: the open ones first, with what the reader may do about each. Nothing where there are none. */
export function DoubtList(props: {
  readonly service: string;
  readonly doubts: Doubts;
  /** Shows the page of a mark. */
  readonly onShow: (doubt: DoubtView) => void;
  /** What else may be done about an open mark. */
  readonly remedies?: readonly Remedy[];
}): ReactElement | null {
  const { t } = useOffice();
  const { doubts } = props;
  const { all, open, problem } = doubts;
  if (all.length === 0) return null;
  const ended = all.filter(({ end }) => end !== null);
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="request-doubts">
      <div className="pane-heading">
        <h2 id="request-doubts">{t('doubts.title')}</h2>
        {open.length > 0 && (
          <span className="push">
            <Tag state="attention">{t('doubts.open', { count: open.length })}</Tag>
          </span>
        )}
      </div>
      {problem && <Problem problem={problem} />}
      <ol className="doubt-list stack stack-tight">
        {open.map((doubt, index) => (
          <li key={doubt.id} className="doubt doubt-open">
            <Mark {...props} doubt={doubt} number={index + 1} />
          </li>
        ))}
        {ended.map(doubt => (
          <li key={doubt.id} className="doubt">
            <Mark {...props} doubt={doubt} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface MarkProps {
  readonly service: string;
  readonly doubts: Doubts;
  readonly doubt: DoubtView;
  /** Its number on the page; none of one that ended. */
  readonly number?: number;
  readonly onShow: (doubt: DoubtView) => void;
  readonly remedies?: readonly Remedy[];
}

function Mark(props: MarkProps): ReactElement {
  const office = useOffice();
  const { t, language } = office;
  const { doubt, doubts, number, service, onShow, remedies = [] } = props;
  const { id, words, erased, markedBy, markedAt, end, mayWithdraw, page } = doubt;
  return (
    <>
      <p>
        {number !== undefined && (
          <b className="doubt-number">
            <Num>{number}</Num>
          </b>
        )}{' '}
        <b>{sayReason(office, service, doubt.reason)}</b>
      </p>
      {words !== null && (
        <p className="queue-words" dir="auto">
          {words}
        </p>
      )}
      {erased && <p className="small faint">{t('queue.erased')}</p>}
      <p className="small muted">
        {sayWhere(office, doubt)} · {markedBy && <Name>{nameOf(language, markedBy)}</Name>} ·{' '}
        {formatMinute(language, new Date(markedAt))}
      </p>
      {end && (
        <p className="small">
          <Tag state={end.how === 'settled' ? 'ok' : 'idle'}>{t(`doubts.${end.how}`)}</Tag>{' '}
          {end.by && <Name>{nameOf(language, end.by)}</Name>} · {formatMinute(language, new Date(end.at))}
        </p>
      )}
      {end === null && (
        <div className="row">
          {page !== null && (
            <Button type="button" variant="quiet" icon="eye" onClick={() => onShow(doubt)}>
              {t('doubts.show')}
            </Button>
          )}
          {doubts.maySettle && (
            <Button type="button" icon="check" onClick={() => doubts.settle(id)}>
              {t('doubts.settle')}
            </Button>
          )}
          {mayWithdraw && (
            <Button type="button" variant="quiet" onClick={() => doubts.withdraw(id)}>
              {t('doubts.withdraw')}
            </Button>
          )}
          {remedies.map(({ label, run }) => (
            <Button key={label} type="button" variant="quiet" onClick={() => run(doubt)}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
