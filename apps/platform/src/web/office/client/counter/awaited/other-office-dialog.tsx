import { Button, Notice, Num } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { AwaitedPartView, IdentityDocumentView, PersonCard } from '../../../../api/contract/index.ts';
import { AskingForm } from '../../asking-form.tsx';
import { Dialog } from '../../dialog.tsx';
import { textIn, useOffice } from '../../office-context.ts';
import { drawnOf } from '../citizen/keep-agreement.ts';
import { type Agreed, SigningView } from '../citizen/signing-view.tsx';
import { useCounter } from '../counter-context.ts';
import { AwaitedPart } from './awaited-part.tsx';
import { CodeField } from './code-field.tsx';
import { PartPages } from './part-page.tsx';
import { useAttempt } from './use-attempt.ts';

/** A person who stands at this counter, by the document that the clerk holds. */
export interface Present {
  readonly person: PersonCard;
  readonly document: IdentityDocumentView;
}

type Stage =
  | { readonly kind: 'code' }
  | { readonly kind: 'part'; readonly code: string; readonly part: AwaitedPartView }
  | { readonly kind: 'sign'; readonly code: string; readonly part: AwaitedPartView; readonly present: Present }
  | { readonly kind: 'done'; readonly reference: string };

/**
 * Somebody comes to sign a request of another office, or one that others sign at a distance: the code of their slip or invitation, the paper,
 * their signature, done.
 */
export function OtherOfficeDialog(): ReactElement {
  const { t } = useOffice();
  const { show } = useCounter();
  const [stage, setStage] = useState<Stage>({ kind: 'code' });
  const close = (): void => show(undefined);
  if (stage.kind === 'sign') {
    const { code, part } = stage;
    return (
      <SignPart
        {...stage}
        onDone={() => setStage({ kind: 'done', reference: part.reference })}
        onBack={() => setStage({ kind: 'part', code, part })}
      />
    );
  }
  return (
    <Dialog
      key={stage.kind === 'part' ? 'page' : 'form'}
      title={t('signatories.other-office')}
      size={stage.kind === 'part' ? 'page' : 'form'}
      onClose={close}
    >
      {stage.kind === 'code' && (
        <AskCode onOpened={(code, part) => setStage({ kind: 'part', code, part })} onClose={close} />
      )}
      {stage.kind === 'part' && (
        <AwaitedPart
          code={stage.code}
          part={stage.part}
          onPresent={present => setStage({ ...stage, kind: 'sign', present })}
        />
      )}
      {stage.kind === 'done' && (
        <div className="stack">
          <Notice state="ok" live="status" title={t('signatories.other-done')}>
            <p>{t('signatories.other-done-text', { reference: stage.reference })}</p>
          </Notice>
          <Button type="button" variant="primary" onClick={close}>
            {t('office.counter-close')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function AskCode(props: {
  readonly onOpened: (code: string, part: AwaitedPartView) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api, office } = useOffice();
  const [code, setCode] = useState('');
  return (
    <AskingForm
      action={t('signatories.other-open')}
      ready={code.trim() !== ''}
      onClose={props.onClose}
      send={async () => props.onOpened(code, await api.call('openAwaited', { body: { code, officeId: office.id } }))}
    >
      <p>{t('signatories.other-lead')}</p>
      <CodeField value={code} onChange={setCode} />
    </AskingForm>
  );
}

/** The person's own screen: they draw and agree, and all of it is kept at once. */
function SignPart(props: {
  readonly code: string;
  readonly part: AwaitedPartView;
  readonly present: Present;
  readonly onDone: () => void;
  readonly onBack: () => void;
}): ReactElement {
  const { code, part, present, onDone, onBack } = props;
  const { t, api, office, catalogue } = useOffice();
  const attempt = useAttempt();
  const { person, document } = present;
  const agree = async ({ drawing, size, language }: Agreed): Promise<boolean> => {
    const body = {
      code,
      officeId: office.id,
      paper: part.paper,
      personId: person.id,
      identityDocumentId: document.id,
      ...drawnOf(drawing, size),
      sentence: catalogue.consent.version,
      language,
    };
    const kept = await attempt.make(key => api.call('attestAwaited', { body, key }));
    if (kept) onDone();
    // The view stays until what it came to is shown in its place.
    return false;
  };
  return (
    <SigningView
      title={t('office.counter-citizen-view')}
      who={{ name: person.name, numberMasked: document.numberMasked }}
      part="signatory"
      pad="needed"
      sentence={language => textIn(language, catalogue.consent.text)}
      problem={attempt.problem}
      renderAside={() => (
        <aside className="card card-lift stack">
          <p className="muted">
            {t('signatories.other-request')} <Num>{part.reference}</Num>
          </p>
          <PartPages code={code} part={part} width={960} />
        </aside>
      )}
      onAgree={agree}
      onClose={onBack}
    />
  );
}
