import type { ReactElement } from 'react';
import type { Language } from '../../../../../kernel/language.ts';
import { formatMoney } from '../../../../../platform/messages/browser.ts';
import type { RequestView, SignatoryView, WitnessView } from '../../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../../office-context.ts';
import { focusOn, places, useCounter } from '../counter-context.ts';
import { speakToCitizen } from './citizen-words.ts';
import { drawnOf, keepAgreement } from './keep-agreement.ts';
import { type Agreed, SigningView } from './signing-view.tsx';

/** Everybody who signs here, in their order: each signatory, then their witnesses. */
function turnOf(request: RequestView | undefined, key: string): { readonly k: number; readonly n: number } {
  const turns = (request?.signatories ?? []).flatMap(({ personId, witnesses }) => [
    personId,
    ...witnesses.map(({ position }) => `${personId}:${position}`),
  ]);
  return { k: turns.indexOf(key) + 1, n: turns.length };
}

function useClose(): () => void {
  const { show } = useCounter();
  return () => {
    show(undefined);
    focusOn(places.goOn);
  };
}

/** The screen that a signatory reads and signs: what is done in their name, the official fee, and their agreement. */
export function CitizenView({ signatory }: { readonly signatory: SignatoryView }): ReactElement {
  const office = useOffice();
  const { catalogue, api, t } = office;
  const { desk } = useCounter();
  const { personId, name, document, signature, assistance } = signatory;
  const close = useClose();
  const agree = ({ drawing, size, language }: Agreed): Promise<boolean> =>
    keepAgreement(api, desk, { personId, drawing, size, language, sentence: catalogue.consent.version });
  const unable = assistance !== null && assistance.inPlace !== null;
  return (
    <SigningView
      title={t('office.counter-citizen-view')}
      who={{ name, numberMasked: document.numberMasked }}
      part="signatory"
      turn={turnOf(desk.request, personId)}
      pad={unable ? 'none' : signature === null ? 'needed' : 'kept'}
      sentence={language => textIn(language, catalogue.consent.text)}
      problem={desk.problem?.detail}
      renderAside={language => <Fee language={language} />}
      onAgree={agree}
      onClose={close}
    />
  );
}

/** The screen of one of the two witnesses who heard a signatory. */
export function WitnessScreen(props: {
  readonly signatory: SignatoryView;
  readonly witness: WitnessView;
}): ReactElement {
  const { signatory, witness } = props;
  const { catalogue, api, t } = useOffice();
  const { desk } = useCounter();
  const close = useClose();
  const { personId } = signatory;
  const { position } = witness;
  const agree = ({ drawing, size, language, signedWith }: Agreed): Promise<boolean> =>
    desk.change(({ id, version }) =>
      api.call('witnessAgrees', {
        params: { requestId: id, personId },
        body: {
          version,
          position,
          ...drawnOf(drawing, size),
          signedWith,
          sentence: catalogue.recognition.witness,
          language,
        },
      }),
    );
  return (
    <SigningView
      title={t('signatories.witness-sign', { number: position })}
      who={{ name: witness.name, numberMasked: witness.document.numberMasked }}
      part="witness"
      turn={turnOf(desk.request, `${personId}:${position}`)}
      pad="needed"
      sentence={language =>
        speakToCitizen(language)('citizen.witness-sentence', { name: nameOf(language, signatory.name) })
      }
      problem={desk.problem?.detail}
      renderAside={language => <Fee language={language} />}
      onAgree={agree}
      onClose={close}
    />
  );
}

/** The official fee, and the first page of what is signed. */
export function Fee({ language }: { readonly language: Language }): ReactElement {
  const { catalogue } = useOffice();
  const { request } = useCounter().desk;
  const say = speakToCitizen(language);
  const { natures } = request?.certification ? catalogue.copies : catalogue;
  const nature = natures.find(({ code }) => code === request?.options.nature) ?? natures[0];
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
