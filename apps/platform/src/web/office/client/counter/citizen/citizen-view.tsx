import { Button, Notice, Num } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { Language } from '../../../../../kernel/language.ts';
import { formatMoney } from '../../../../../platform/messages/browser.ts';
import type { SignatoryView } from '../../../../api/contract/index.ts';
import { Dialog } from '../../dialog.tsx';
import { languageNames } from '../../language-names.ts';
import { nameOf, textIn, useOffice } from '../../office-context.ts';
import { focusOn, places, useCounter } from '../counter-context.ts';
import { speakToCitizen } from './citizen-words.ts';
import { keepAgreement } from './keep-agreement.ts';
import { SignaturePad } from './signature-pad.tsx';
import { type Drawing, emptyDrawing, lengthOf, type PadSize, undoStroke } from './strokes.ts';

/** The screen that the person reads and signs: what is done in their name, the official fee, and their agreement. */
export function CitizenView({ signatory }: { readonly signatory: SignatoryView }): ReactElement {
  const office = useOffice();
  const { catalogue } = office;
  const { desk, show } = useCounter();
  const [language, setLanguage] = useState<Language>(office.language);
  const [drawing, setDrawing] = useState<Drawing>(emptyDrawing);
  const [size, setSize] = useState<PadSize>({ width: 600, height: 160 });
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const say = speakToCitizen(language);
  const close = (): void => {
    show(undefined);
    focusOn(places.goOn);
  };
  const agree = async (): Promise<void> => {
    const drawn = drawing.strokes.length > 0;
    if (!(drawn || signatory.signature !== null)) return setFailure(say('citizen.sign-first'));
    if (drawn && lengthOf(drawing) < catalogue.limits.signatureMillimetres) return setFailure(say('citizen.too-short'));
    setBusy(true);
    const agreement = { personId: signatory.personId, drawing, size, sentence: catalogue.consent.version, language };
    if (await keepAgreement(office.api, desk, agreement)) close();
    else setFailure(undefined);
    setBusy(false);
  };
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return (
    <Dialog title={office.t('office.counter-citizen-view')} size="page" onClose={close}>
      <div className="citizen kiosk" lang={language} dir={direction}>
        <div className="stack stack-loose">
          <Languages chosen={language} label={say('citizen.language')} onChoose={setLanguage} />
          <h3>{say('citizen.title')}</h3>
          <p className="muted">{say('citizen.lead')}</p>
          <section className="stack stack-tight" aria-label={say('citizen.signature')}>
            <div className="row">
              <b>{say('citizen.signature')}</b>
              <span className="muted">
                <bdi>{nameOf(language, signatory.name)}</bdi> · <Num>{signatory.document.numberMasked}</Num>
              </span>
              <span className="push row">
                <Button type="button" variant="quiet" onClick={() => setDrawing(undoStroke(drawing))}>
                  {say('citizen.undo')}
                </Button>
                <Button type="button" variant="quiet" onClick={() => setDrawing(emptyDrawing)}>
                  {say('citizen.clear')}
                </Button>
              </span>
            </div>
            <SignaturePad
              label={say('citizen.pad')}
              describedBy="citizen-pad-help"
              drawing={drawing}
              onDraw={(next, nextSize) => {
                setDrawing(next);
                setSize(nextSize);
                setFailure(undefined);
              }}
            />
            <p className="small muted" id="citizen-pad-help">
              {say(signatory.signature !== null && drawing.strokes.length === 0 ? 'citizen.kept' : 'citizen.pad-help')}
            </p>
          </section>
          <p>{textIn(language, catalogue.consent.text)}</p>
          {(failure ?? desk.problem?.detail) !== undefined && (
            <Notice state="attention" live="alert">
              <p>{failure ?? desk.problem?.detail}</p>
            </Notice>
          )}
          <div className="row">
            <Button
              type="button"
              variant="primary"
              big
              icon="circle-check"
              disabled={busy}
              onClick={() => void agree()}
            >
              {say('citizen.agree')}
            </Button>
            <Button type="button" variant="secondary" big onClick={close}>
              {say('citizen.disagree')}
            </Button>
          </div>
        </div>
        <Fee language={language} />
      </div>
    </Dialog>
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

/** The official fee, and the first page of what is signed. */
function Fee({ language }: { readonly language: Language }): ReactElement {
  const { catalogue } = useOffice();
  const { request } = useCounter().desk;
  const say = speakToCitizen(language);
  const nature = catalogue.natures.find(({ code }) => code === request?.options.nature) ?? catalogue.natures[0];
  const pages = request?.document?.pages ?? [];
  const [first] = pages;
  return (
    <aside className="card card-lift stack" aria-label={say('citizen.fee')}>
      <p className="muted">{say('citizen.fee')}</p>
      <p className="fee">{formatMoney(language, nature?.fee ?? 0)}</p>
      <p className="small muted">{say('citizen.fee-only')}</p>
      {first && (
        <>
          <div className="citizen-page">
            <img className="paper-picture" src={`${first.image}&width=480`} alt={say('citizen.first-page')} />
          </div>
          <p className="small muted">{say('citizen.pages', { count: pages.length })}</p>
        </>
      )}
    </aside>
  );
}
