import { Button, Notice } from '@shubbak/design';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import { focusOn } from '../counter/counter-context.ts';
import { Reason } from '../counter/person/found.tsx';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { ReadCardButton } from './station/read-card-button.tsx';
import { isWholeZone } from './start-text.ts';
import { useStart } from './use-start.ts';
import { useVisit, visitPlaces } from './visit-context.ts';

/** The beginning: the code that the person brings, the zone of their card (typed, or from a reader), or its number. */
export function StartPane(): ReactElement {
  const { t } = useOffice();
  const { visit, change } = useVisit();
  const [text, setText] = useState('');
  const { busy, problem, reasonNeeded, take, giveReason } = useStart();
  const begin = async (given: string): Promise<void> => {
    const begun = await take(given);
    if (begun) setText('');
    // What comes next has the focus by then, unless nothing changed.
    requestAnimationFrame(() => {
      if (begun && document.activeElement?.id === visitPlaces.start) focusOn(visitPlaces.goOn);
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // A reader ends each line of a zone with Enter: only a whole text is taken.
    if (event.key !== 'Enter' || (text.includes('<') && !isWholeZone(text))) return;
    event.preventDefault();
    if (!busy) void begin(text);
  };
  return (
    <section className="stack stack-tight" aria-labelledby="visit-start-title">
      <h2 id="visit-start-title">{t('office.visit-start')}</h2>
      <div className="field">
        <label htmlFor={visitPlaces.start}>
          {t(visit.started ? 'office.visit-read-card' : 'office.visit-start-label')}
        </label>
        <p className="field-hint" id="visit-start-hint">
          {t('office.visit-start-hint')}
        </p>
        <textarea
          id={visitPlaces.start}
          className="input visit-zone"
          dir="ltr"
          rows={3}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="characters"
          aria-describedby="visit-start-hint"
          value={text}
          onKeyDown={onKeyDown}
          onChange={event => {
            const next = event.currentTarget.value;
            setText(next);
            if (isWholeZone(next) && !busy) void begin(next);
          }}
        />
      </div>
      {problem && <Problem problem={problem} />}
      {reasonNeeded && <Reason onGive={reason => void giveReason(reason)} />}
      <div className="row">
        <Button type="button" variant="primary" icon="search" disabled={busy} onClick={() => void begin(text)}>
          {t('office.visit-look')}
        </Button>
        <ReadCardButton onRead={zone => void begin(zone)} />
        {!visit.started && (
          <Button type="button" variant="quiet" onClick={() => change({ started: true })}>
            {t('office.visit-by-hand')}
          </Button>
        )}
      </div>
      {visit.zone?.truncated === true && (
        <Notice state="info">
          <p>{t('office.visit-truncated')}</p>
        </Notice>
      )}
    </section>
  );
}
