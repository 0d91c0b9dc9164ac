import { Num } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { AwaitedPartView, IdentityDocumentView, PersonCard } from '../../../../api/contract/index.ts';
import { maskNumber } from '../../../../api/contract/mask-number.ts';
import { nameOf, textIn, useOffice } from '../../office-context.ts';
import { speakToCitizen } from '../citizen/citizen-words.ts';
import { drawnOf } from '../citizen/keep-agreement.ts';
import { type Agreed, SigningView } from '../citizen/signing-view.tsx';
import type { HearingTold } from '../recognition/witnesses-dialog.tsx';
import { PartPages } from './part-page.tsx';
import { useAttempt } from './use-attempt.ts';

/** A person who stands at this counter, by the document that the clerk holds. */
export interface Present {
  readonly person: PersonCard;
  readonly document: IdentityDocumentView;
}

interface SignPartProps {
  readonly code: string;
  readonly part: AwaitedPartView;
  readonly present: Present;
  /** How somebody who cannot sign or read is heard; null for everybody else. */
  readonly told: HearingTold | null;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

/** The screens of those who sign here, one after the other: the person, then each witness; all of it is kept at once, at the last. */
export function SignPart(props: SignPartProps): ReactElement {
  const { code, part, present, told, onBack } = props;
  const { t, catalogue } = useOffice();
  const [given, setGiven] = useState<readonly Agreed[]>([]);
  const { attempt, keep } = useKeeping(props);
  const turns = 1 + (told?.witnesses.length ?? 0);
  const agree = async (agreed: Agreed): Promise<boolean> => {
    const all = [...given, agreed];
    if (all.length < turns) setGiven(all);
    else await keep(all);
    // The view stays until what it came to is shown in its place.
    return false;
  };
  const witness = given.length === 0 ? undefined : told?.witnesses[given.length - 1];
  const shared = {
    turn: { k: given.length + 1, n: turns },
    problem: attempt.problem,
    renderAside: () => (
      <aside className="card card-lift stack">
        <p className="muted">
          {t('signatories.other-request')} <Num>{part.reference}</Num>
        </p>
        <PartPages code={code} part={part} width={960} />
      </aside>
    ),
    onAgree: agree,
    onClose: onBack,
  };
  if (witness) {
    return (
      <SigningView
        key={given.length}
        {...shared}
        title={t('signatories.witness-sign', { number: given.length })}
        who={{ name: witness.name, numberMasked: maskNumber(witness.document.number) }}
        part="witness"
        pad="needed"
        sentence={language =>
          speakToCitizen(language)('citizen.witness-sentence', { name: nameOf(language, present.person.name) })
        }
      />
    );
  }
  return (
    <SigningView
      key={0}
      {...shared}
      title={t('office.counter-citizen-view')}
      who={{ name: present.person.name, numberMasked: present.document.numberMasked }}
      part="signatory"
      pad={told !== null && told.cannot !== 'read' ? 'none' : 'needed'}
      sentence={language => textIn(language, catalogue.consent.text)}
    />
  );
}

/** Sends everything at once, and says when it is kept. */
function useKeeping({ code, part, present, told, onDone }: SignPartProps) {
  const { api, office, catalogue } = useOffice();
  const attempt = useAttempt();
  const keep = async ([own, ...words]: readonly Agreed[]): Promise<void> => {
    if (!own) return;
    const body = {
      code,
      officeId: office.id,
      paper: part.paper,
      personId: present.person.id,
      identityDocumentId: present.document.id,
      drawn: told !== null && told.cannot !== 'read' ? null : drawnOf(own.drawing, own.size),
      heard: told && heardOf(told, words, catalogue.recognition.witness),
      sentence: catalogue.consent.version,
      language: own.language,
    };
    if (await attempt.make(key => api.call('attestAwaited', { body, key }))) onDone();
  };
  return { attempt, keep };
}

function heardOf(told: HearingTold, words: readonly Agreed[], sentence: string) {
  const { cannot, inPlace, readAloud, warning, witnesses } = told;
  return {
    cannot,
    inPlace,
    readAloud,
    warning,
    witnesses: words.flatMap(({ drawing, size, signedWith, language }, index) => {
      const named = witnesses[index];
      return named ? [{ named, word: { ...drawnOf(drawing, size), signedWith, sentence, language } }] : [];
    }),
  };
}
