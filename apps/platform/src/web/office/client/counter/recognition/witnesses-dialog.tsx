import { Checkbox, Segments, Select } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { LanguageValue, RecognitionValue, SignatoryView } from '../../../../api/contract/index.ts';
import { AskingForm } from '../../asking-form.tsx';
import { Dialog } from '../../dialog.tsx';
import { languageNames } from '../../language-names.ts';
import { useOffice } from '../../office-context.ts';
import { WitnessFields } from '../../visit/assistance-block.tsx';
import { newAssistance, type WitnessForm } from '../../visit/visit.ts';
import { useCounter } from '../counter-context.ts';
import { needsIssuer } from '../person/find-people.ts';
import { useRecognise } from './use-recognise.ts';

const inabilities = ['both', 'sign', 'read'] as const;
const instead = ['fingerprint', 'mark', 'nothing'] as const;
const spoken: readonly LanguageValue[] = ['ar', 'zgh', 'fr', 'en'];

/** What was told of somebody who cannot sign or read. */
export type HearingTold = Extract<RecognitionValue, { mode: 'witnesses' }>;

/** How somebody who cannot sign or read is heard at this office. */
export function WitnessesDialog({ signatory }: { readonly signatory: SignatoryView }): ReactElement {
  const { t } = useOffice();
  const { show } = useCounter();
  const recognise = useRecognise(signatory.personId);
  const close = (): void => show(undefined);
  return (
    <Dialog title={t('signatories.witnesses-title')} onClose={close}>
      <WitnessesForm onClose={close} send={recognise} />
    </Dialog>
  );
}

/** What they cannot do, the two witnesses, the text read aloud, the warning. */
export function WitnessesForm(props: {
  readonly onClose: () => void;
  readonly send: (told: HearingTold, key: string) => Promise<void>;
}): ReactElement {
  const { onClose, send } = props;
  const { t, catalogue } = useOffice();
  const [cannot, setCannot] = useState<(typeof inabilities)[number]>('both');
  const [inPlace, setInPlace] = useState<(typeof instead)[number]>('fingerprint');
  const [witnesses, setWitnesses] = useState(newAssistance('both').witnesses);
  const [language, setLanguage] = useState<LanguageValue>('ar');
  const [read, setRead] = useState(false);
  const [warned, setWarned] = useState(false);
  const { readAloud, warning } = catalogue.recognition;
  const told = (): HearingTold => ({
    mode: 'witnesses',
    cannot,
    inPlace: cannot === 'read' ? null : inPlace,
    readAloud: { sentence: read ? readAloud : '', language },
    warning: warned ? warning : '',
    witnesses: witnesses.map(bodyOf),
  });
  return (
    <AskingForm action={t('signatories.keep')} onClose={onClose} send={key => send(told(), key)}>
      <p className="small muted">{t('signatories.witnesses-lead')}</p>
      <Segments
        id="witnesses-cannot"
        name="witnesses-cannot"
        legend={t('signatories.cannot-legend')}
        chosen={[cannot]}
        onChange={event => setCannot(inabilities.find(each => each === event.currentTarget.value) ?? 'both')}
        choices={inabilities.map(value => ({ value, label: t('signatories.cannot', { cannot: value }) }))}
      />
      {cannot !== 'read' && (
        <Segments
          id="witnesses-in-place"
          name="witnesses-in-place"
          legend={t('signatories.in-place-legend')}
          chosen={[inPlace]}
          onChange={event => setInPlace(instead.find(each => each === event.currentTarget.value) ?? 'nothing')}
          choices={instead.map(value => ({ value, label: t('signatories.in-place', { what: value }) }))}
        />
      )}
      {([0, 1] as const).map(index => (
        <WitnessFields
          key={index}
          number={index + 1}
          witness={witnesses[index]}
          onChange={next => setWitnesses(index === 0 ? [next, witnesses[1]] : [witnesses[0], next])}
        />
      ))}
      <Select
        id="witnesses-language"
        label={t('signatories.read-language')}
        value={language}
        options={spoken.map(value => ({ value, label: languageNames[value] }))}
        onChange={event => setLanguage(spoken.find(each => each === event.currentTarget.value) ?? 'ar')}
      />
      <Checkbox
        label={t('signatories.read-aloud')}
        checked={read}
        onChange={event => setRead(event.currentTarget.checked)}
      />
      <Checkbox
        label={t('signatories.warned')}
        checked={warned}
        onChange={event => setWarned(event.currentTarget.checked)}
      />
    </AskingForm>
  );
}

function bodyOf({ arabic, latin, birthDate, type, number, issuer, expiresOn }: WitnessForm) {
  const document = { type, number, expiresOn, ...(needsIssuer(type) && { issuer }) };
  return { name: { arabic, latin }, birthDate, document };
}
