import { Icon, type IconName, Name, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { civilDate } from '../../../../../kernel/time.ts';
import type { RequestLine, RequestStateValue } from '../../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../../office-context.ts';
import { wordsOf } from '../../service-words.ts';
import { focusOn, places, useCounter } from '../counter-context.ts';
import { shortDay } from '../person/facts.tsx';
import { minutesSince } from './minutes-since.ts';
import type { Queue } from './use-queue.ts';

const groups: readonly { readonly state: RequestStateValue & keyof Queue['lines']; readonly icon: IconName }[] = [
  { state: 'draft', icon: 'pen' },
  { state: 'queued', icon: 'clock' },
  { state: 'returned', icon: 'pen' },
  { state: 'refusing', icon: 'octagon' },
  { state: 'refused', icon: 'octagon' },
  { state: 'done', icon: 'circle-check' },
];

/** The office's requests: at the counter, with the officer, made today. */
export function QueuePane({ queue }: { readonly queue: Queue }): ReactElement {
  const { t } = useOffice();
  return (
    <>
      {groups.map(({ state, icon }) => {
        const lines = queue.lines[state];
        if (state !== 'draft' && state !== 'queued' && lines.length === 0) return null;
        return (
          <section key={state} className="pane-block" aria-labelledby={`queue-${state}`}>
            <div className="pane-heading">
              <h2 id={`queue-${state}`}>{t('office.counter-queue', { state })}</h2>
              <span className="faint">
                <Num>{lines.length}</Num>
              </span>
            </div>
            {lines.length === 0 && <p className="small faint">{t('office.counter-queue-empty', { state })}</p>}
            <ul>
              {lines.map(line => (
                <li key={line.id}>
                  <QueueItem line={line} icon={icon} now={queue.now} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function QueueItem(props: { readonly line: RequestLine; readonly icon: IconName; readonly now: Date }): ReactElement {
  const { t, language, catalogue } = useOffice();
  const { desk, showPane } = useCounter();
  const { line, icon, now } = props;
  const nature = wordsOf(catalogue, line.service).natures.find(({ code }) => code === line.nature);
  const [first] = line.signatories;
  const more = line.signatories.length - 1;
  const since = new Date(line.queuedAt ?? line.openedAt);
  const lapses = lapsesSoon(line, now);
  // What is renewed from home is nobody’s at a counter: its line is called after the document.
  const kind = nature && textIn(language, nature.label);
  const unnamed = (line.state !== 'draft' && kind) || t('office.counter-nobody-yet');
  const open = async (): Promise<void> => {
    if (!(await desk.open(line.id))) return;
    showPane('person');
    focusOn(places.goOn);
  };
  return (
    <button
      type="button"
      className="queue-item"
      aria-current={line.id === desk.request?.id ? 'true' : undefined}
      onClick={() => void open()}
    >
      <span className="queue-ticket">
        <Icon name={icon} />
      </span>
      <span className="queue-name">
        {first ? <Name>{nameOf(language, first)}</Name> : unnamed}
        {more > 0 && ` ${t('office.counter-and-more', { count: more })}`}
        {lapses && <Tag state="wait">{t('office.counter-lapses', { date: shortDay(lapses) })}</Tag>}
        <small>{kind && (first || kind !== unnamed) ? kind : <Num>{line.reference}</Num>}</small>
      </span>
      <span className="queue-wait">{minutesSince(language, since, now)}</span>
    </button>
  );
}

/** Days before a draft lapses in which its line says so. */
const warned = 14;

/** The civil day on which a draft lapses, where that is soon. */
function lapsesSoon({ state, expiresAt }: RequestLine, now: Date): string | undefined {
  if (state !== 'draft' || expiresAt === null) return undefined;
  const at = new Date(expiresAt);
  return at.getTime() - now.getTime() <= warned * 86_400_000 ? civilDate(at) : undefined;
}
