import { Checkbox, Choices, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { CommuneOffer, DistanceOverview } from '../../../modules/legalisation/index.ts';
import type { Speak } from '../page.tsx';
import { base, OneForm, Onwards, QuestionPage } from './frame.tsx';

/** Names the nature of the act anew; one that has a warning asks that it be read. */
export function DraftNaturePage(props: {
  readonly t: Speak;
  readonly file: DistanceOverview;
  readonly offer: CommuneOffer;
  readonly formToken: string;
  /** The nature whose warning must be read first. */
  readonly warned: string | undefined;
  readonly error: string | undefined;
}): ReactElement {
  const { t, file, offer, formToken, warned, error } = props;
  const path = `${base}/${file.request.id}`;
  const found = offer.natures.find(({ nature }) => nature.code === warned)?.nature;
  const open = offer.natures.filter(({ nature, rule }) => nature.rule !== 'refuse' && rule?.enabled === true);
  return (
    <QuestionPage
      t={t}
      question="nature"
      back={`${path}/check`}
      title={t(found ? 'legalise.warning' : 'legalise.nature')}
      of={file.request}
      {...(error !== undefined && { errors: { [found ? 'warned' : 'nature']: error } })}
    >
      <OneForm action={`${path}/nature`} formToken={formToken}>
        {found ? (
          <>
            <p className="lead">{found.label[t.language]}</p>
            <Notice state="attention">
              <p>{found.basis?.[t.language]}</p>
            </Notice>
            <input type="hidden" name="nature" value={found.code} />
            <Checkbox id="warned" name="warned" value="yes" label={t('legalise.warning-read')} />
          </>
        ) : (
          <Choices
            id="nature"
            name="nature"
            legend={t('legalise.nature')}
            legendHidden
            choices={open.map(({ nature }) => ({
              value: nature.code,
              label: nature.label[t.language],
              ...(nature.rule === 'warn' && { hint: t('legalise.nature-warned') }),
            }))}
            chosen={file.legalisation.nature === null ? [] : [file.legalisation.nature]}
            required
          />
        )}
        <Onwards t={t} />
      </OneForm>
    </QuestionPage>
  );
}
