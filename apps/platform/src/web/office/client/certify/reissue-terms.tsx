import { Button, Choices, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { CertificationView, ChooseReissuesBody } from '../../../api/contract/index.ts';
import { shortDay } from '../counter/person/facts.tsx';
import { useOffice } from '../office-context.ts';

type Kind = CertificationView['reissues']['kind'];

interface TermsProps {
  readonly certification: CertificationView;
  readonly disabled?: boolean;
  readonly onChoose: (reissues: ChooseReissuesBody['reissues']) => void;
}

const kinds: readonly Kind[] = ['usual', 'chosen', 'none'];

/** How often the copy may be issued again and until when: what the officer authorises by the same signature, in plain words. */
export function ReissueTerms({ certification, disabled = false, onChoose }: TermsProps): ReactElement {
  const { t } = useOffice();
  const { reissues } = certification;
  const { limits } = reissues;
  const [kind, setKind] = useState<Kind>(reissues.kind);
  const [most, setMost] = useState(String(reissues.terms?.most ?? limits.most));
  const [until, setUntil] = useState(reissues.terms?.until ?? limits.until);
  const choose = (value: Kind): void => {
    setKind(value);
    if (value !== 'chosen') onChoose({ kind: value });
  };
  return (
    <>
      <p className="small">
        <TermsInWords certification={certification} />
      </p>
      {!disabled && (
        <Choices
          id="certify-reissues"
          name="certify-reissues"
          legend={t('certify.reissues')}
          chosen={[kind]}
          choices={kinds.map(value => ({ value, label: t(`certify.reissues-${value}`) }))}
          onChange={event => choose(kinds.find(each => each === event.currentTarget.value) ?? 'usual')}
        />
      )}
      {!disabled && kind === 'chosen' && (
        <form
          className="stack stack-tight"
          onSubmit={event => {
            event.preventDefault();
            onChoose({ kind: 'chosen', most: Number(most), until });
          }}
        >
          <div className="stack stack-tight">
            <TextInput
              id="certify-most"
              type="number"
              min={1}
              max={limits.most}
              required
              label={t('certify.most')}
              value={most}
              onChange={event => setMost(event.currentTarget.value)}
            />
            <TextInput
              id="certify-until"
              type="date"
              max={limits.until}
              required
              label={t('certify.until')}
              value={until}
              onChange={event => setUntil(event.currentTarget.value)}
            />
          </div>
          <p className="tiny faint">{t('certify.limits', { most: limits.most, until: shortDay(limits.until) })}</p>
          <Button>{t('certify.reissues-keep')}</Button>
        </form>
      )}
    </>
  );
}

/** "The commune may issue up to 10 more copies until …, without a further signature." */
function TermsInWords({ certification }: { readonly certification: CertificationView }): ReactElement {
  const { t } = useOffice();
  const { terms } = certification.reissues;
  return (
    <>{terms ? t('certify.terms', { most: terms.most, until: shortDay(terms.until) }) : t('certify.terms-none')}</>
  );
}
