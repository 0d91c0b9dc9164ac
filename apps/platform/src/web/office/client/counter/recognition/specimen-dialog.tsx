import { Checkbox, Notice, TextInput } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import type { SignatoryView, SpecimenRulesAnswer, SpecimensAnswer } from '../../../../api/contract/index.ts';
import { AskingForm } from '../../asking-form.tsx';
import { Dialog } from '../../dialog.tsx';
import { nameOf, useOffice } from '../../office-context.ts';
import { SpecimenPictures } from '../../specimens.tsx';
import { useCounter } from '../counter-context.ts';
import { useRecognise } from './use-recognise.ts';

type Rule = SpecimenRulesAnswer['rules'][number];

/** The signature on the paper beside the specimens on file, and the clerk's word that they are of one hand. */
export function SpecimenDialog({ signatory }: { readonly signatory: SignatoryView }): ReactElement {
  const { t, language, catalogue } = useOffice();
  const { desk, page: index, show } = useCounter();
  const recognise = useRecognise(signatory.personId);
  const { specimens, rule } = useComparison(signatory.personId);
  const [reason, setReason] = useState('');
  const [compared, setCompared] = useState(false);
  const close = (): void => show(undefined);
  const page = desk.request?.document?.pages[index];
  const send = (key: string): Promise<void> =>
    recognise(
      {
        mode: 'specimen',
        specimens: (specimens ?? []).map(({ id }) => id),
        sentence: compared ? catalogue.recognition.comparison : '',
        reason,
      },
      key,
    );
  const possible = rule !== undefined && rule !== null && (specimens?.length ?? 0) > 0;
  return (
    <Dialog title={t('signatories.specimen-title')} size="page" onClose={close}>
      <div className="citizen comparison">
        <div className="citizen-page">
          {page && (
            <img
              className="paper-picture"
              src={`${page.image}&width=1200`}
              alt={t('signatories.page', { page: index + 1 })}
            />
          )}
        </div>
        <div className="stack">
          <p className="small muted">{t('signatories.specimen-lead', { name: nameOf(language, signatory.name) })}</p>
          <div className="stack" aria-live="polite">
            {rule === null && (
              <Notice state="attention">
                <p>{t('signatories.specimen-closed')}</p>
              </Notice>
            )}
            {specimens?.length === 0 && (
              <Notice state="attention">
                <p>{t('signatories.specimen-none')}</p>
              </Notice>
            )}
            {specimens && <SpecimenPictures specimens={specimens} />}
          </div>
          <AskingForm action={t('signatories.keep')} ready={possible} onClose={close} send={send}>
            {rule && <p className="small faint">{t('signatories.specimen-basis', { basis: rule.basis })}</p>}
            <TextInput
              id="specimen-reason"
              label={t('signatories.specimen-reason')}
              autoComplete="off"
              value={reason}
              onChange={event => setReason(event.currentTarget.value)}
            />
            <Checkbox
              label={t('signatories.specimen-attest')}
              checked={compared}
              onChange={event => setCompared(event.currentTarget.checked)}
            />
          </AskingForm>
        </div>
      </div>
    </Dialog>
  );
}

/** The specimens in force, whose person sees that they were looked at, and the commune's rule: null where there is none today. */
function useComparison(personId: string): {
  readonly specimens: SpecimensAnswer['specimens'] | undefined;
  readonly rule: Rule | null | undefined;
} {
  const { api } = useOffice();
  const [specimens, setSpecimens] = useState<SpecimensAnswer['specimens']>();
  const [rule, setRule] = useState<Rule | null>();
  useEffect(() => {
    let wanted = true;
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Casablanca' }).format(new Date());
    void api.call('listSpecimenRules', {}).then(({ rules }) => {
      const inForce = rules.find(each => each.startsOn <= today && (each.endsOn === null || today <= each.endsOn));
      if (wanted) setRule(inForce ?? null);
      return undefined;
    });
    void api
      .call('readSpecimens', { params: { personId } })
      .then(answer => (wanted ? setSpecimens(answer.specimens) : undefined));
    return () => {
      wanted = false;
    };
  }, [api, personId]);
  return { specimens, rule };
}
