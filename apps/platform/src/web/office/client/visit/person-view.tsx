import { Button, Checkbox, Facts, Notice } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { Language } from '../../../../kernel/language.ts';
import { type Drawing, emptyDrawing, lengthOf, undoStroke } from '../counter/citizen/strokes.ts';
import { SignaturePad } from '../counter/citizen/signature-pad.tsx';
import { shortDay } from '../counter/person/facts.tsx';
import { Dialog } from '../dialog.tsx';
import { languageNames } from '../language-names.ts';
import { useOffice } from '../office-context.ts';
import { sampleOf } from './samples.ts';
import { birthDateOf, looksMinor, mayDraw, type Visit } from './visit.ts';
import { useVisit } from './visit-context.ts';
import { speakAtVisit } from './visit-words.ts';

const noticeParts = ['who', 'what', 'why', 'seen', 'kept', 'rights'] as const;
const most = 3;

/** The screen that the person reads: what is recorded in their name, the notice of law 09-08, their signature and their agreement. */
export function PersonView({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t, catalogue: counter } = useOffice();
  const { visit, change, catalogue, today } = useVisit();
  const [language, setLanguage] = useState<Language>(visit.agreement?.language ?? languageOf(visit));
  const [drawings, setDrawings] = useState<readonly Drawing[]>([]);
  const [drawing, setDrawing] = useState<Drawing>(emptyDrawing);
  const [fingerprint, setFingerprint] = useState(false);
  const [failure, setFailure] = useState<string>();
  const say = speakAtVisit(language);
  const minor = looksMinor(birthDateOf(visit), today);
  const draws = mayDraw(visit);
  const aloud = visit.assistance !== undefined;
  const isLong = (each: Drawing): boolean => lengthOf(each) >= counter.limits.signatureMillimetres;
  const drawn = isLong(drawing) ? [...drawings, drawing] : drawings;
  const another = (): void => {
    if (!isLong(drawing)) return setFailure(say('visit.too-short'));
    setDrawings([...drawings, drawing]);
    setDrawing(emptyDrawing);
  };
  const agree = (): void => {
    if (draws && drawing.strokes.length > 0 && !isLong(drawing)) return setFailure(say('visit.too-short'));
    if (draws && drawn.length === 0) return setFailure(say('visit.sign-first'));
    change({
      agreement: {
        language,
        mode: aloud ? 'read-aloud' : 'read',
        fingerprint,
        samples: draws ? drawn.slice(0, most).map(sampleOf) : [],
      },
      ...(!fingerprint &&
        catalogue.fingerprintsOpen && { fingerprint: undefined, fingerprintSkip: { reason: 'refuses', words: '' } }),
      ...(fingerprint && visit.fingerprintSkip?.reason === 'refuses' && { fingerprintSkip: undefined }),
    });
    onClose();
  };
  return (
    <Dialog title={t('office.visit-person-screen')} size="page" onClose={onClose}>
      <div className="citizen kiosk visit-person" lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
        <div className="stack stack-loose">
          <Languages chosen={language} label={say('visit.language')} onChoose={setLanguage} />
          <h3>{say('visit.title')}</h3>
          {aloud && (
            <Notice state="info">
              <p>{say('visit.read-aloud')}</p>
            </Notice>
          )}
          <Recorded language={language} />
          {draws && (
            <section className="stack stack-tight" aria-label={say('visit.signature')}>
              <div className="row">
                <b>{say('visit.signature-count', { number: Math.min(drawings.length + 1, most) })}</b>
                <span className="push row">
                  {drawings.length < most - 1 && (
                    <Button type="button" variant="quiet" icon="plus" onClick={another}>
                      {say('visit.another')}
                    </Button>
                  )}
                  <Button type="button" variant="quiet" onClick={() => setDrawing(undoStroke(drawing))}>
                    {say('visit.undo')}
                  </Button>
                  <Button type="button" variant="quiet" onClick={() => setDrawing(emptyDrawing)}>
                    {say('visit.clear')}
                  </Button>
                </span>
              </div>
              <SignaturePad
                label={say('visit.pad')}
                describedBy="visit-pad-help"
                drawing={drawing}
                onDraw={next => {
                  setDrawing(next);
                  setFailure(undefined);
                }}
              />
              <p className="small muted" id="visit-pad-help">
                {say('visit.pad-help')}
              </p>
            </section>
          )}
          {catalogue.fingerprintsOpen && (
            <Checkbox
              label={say('visit.fingerprint-agree')}
              checked={fingerprint}
              onChange={event => setFingerprint(event.currentTarget.checked)}
            />
          )}
          {failure !== undefined && (
            <Notice state="attention" live="alert">
              <p>{failure}</p>
            </Notice>
          )}
          <div className="stack stack-tight visit-agree">
            <p>{say(minor ? 'visit.consent-guardian' : 'visit.consent')}</p>
            <div className="row">
              <Button type="button" variant="primary" big icon="circle-check" onClick={agree}>
                {say(aloud ? 'visit.agree-aloud' : 'visit.agree')}
              </Button>
              <Button type="button" variant="secondary" big onClick={onClose}>
                {say('visit.disagree')}
              </Button>
            </div>
          </div>
        </div>
        <aside className="card card-lift stack" aria-label={say('visit.notice')}>
          <h3>{say('visit.notice')}</h3>
          {noticeParts.map(part => (
            <div key={part}>
              <b>{say(`visit.notice-2026-1-${part}`)}</b>
              <p className="small">{say(`visit.notice-2026-1-${part}-text`)}</p>
            </div>
          ))}
        </aside>
      </div>
    </Dialog>
  );
}

function languageOf({ known, form }: Visit): Language {
  return known?.card.language ?? form.language;
}

/** What is recorded in the person's name, for them to check. */
function Recorded({ language }: { readonly language: Language }): ReactElement {
  const { visit } = useVisit();
  const say = speakAtVisit(language);
  const { known, form } = visit;
  const name = known?.card.name ?? { arabic: form.arabic, latin: form.latin };
  const birth = birthDateOf(visit);
  const document = known?.card.documents.find(({ id }) => id === known.documentId);
  const lines = [
    { label: say('visit.name'), value: `${name.arabic} · ${name.latin}` },
    { label: say('visit.born'), value: birth === '' ? '–' : shortDay(birth) },
    {
      label: say('visit.document', { type: document?.type ?? form.type }),
      value: document?.numberMasked ?? form.number,
    },
    ...(known
      ? []
      : [
          {
            label: say('visit.contacts'),
            value: [form.email, form.phone].filter(Boolean).join(' · ') || say('visit.none'),
          },
        ]),
  ];
  return (
    <section aria-label={say('visit.recorded')} className="stack stack-tight">
      <b>{say('visit.recorded')}</b>
      <Facts layout="pairs" items={lines.map(({ label, value }) => ({ label, value: <bdi>{value}</bdi> }))} />
    </section>
  );
}

function Languages(props: {
  readonly chosen: Language;
  readonly label: string;
  readonly onChoose: (language: Language) => void;
}): ReactElement {
  return (
    <fieldset className="row">
      <legend className="visually-hidden">{props.label}</legend>
      {(Object.keys(languageNames) as Language[]).map(code => (
        <Button
          key={code}
          type="button"
          variant={code === props.chosen ? 'secondary' : 'quiet'}
          lang={code}
          aria-pressed={code === props.chosen}
          onClick={() => props.onChoose(code)}
        >
          {languageNames[code]}
        </Button>
      ))}
    </fieldset>
  );
}
