import { Facts, Select } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatAmount, type LocalizedText } from '../../../kernel/index.ts';
import { type CommuneOffer, competentOffices, type NatureAtDistance } from '../../../modules/legalisation/index.ts';
import { Worth } from '../capacity-choices.tsx';
import type { Speak } from '../page.tsx';
import { pathOf } from './answers.ts';
import { type Asked, Carried } from './begin-pages.tsx';
import { base, OneForm, Onwards, QuestionPage } from './frame.tsx';

/** Which office, and everything to know before beginning: who decides, by which text, what it costs. */
export function OfficePage(
  props: Asked & {
    readonly offer: CommuneOffer;
    readonly found: NatureAtDistance;
    /** Names of arrondissements by their ids. */
    readonly arrondissements: ReadonlyMap<string, LocalizedText>;
    readonly formToken: string;
    readonly limited: boolean;
    readonly error?: string | undefined;
  },
): ReactElement {
  const { t, answers, offer, found, arrondissements, formToken, limited, error } = props;
  const { nature, rule } = found;
  const offices = rule ? competentOffices(rule.office, offer.offices) : [];
  const byAddress = rule?.office.kind === 'address';
  const nameOf = ({ arrondissementId, name }: (typeof offices)[number]): string => {
    const within = arrondissementId === null ? undefined : arrondissements.get(arrondissementId)?.[t.language];
    return byAddress && within !== undefined ? within : [within, name[t.language]].filter(Boolean).join(' · ');
  };
  const [only] = offices;
  const title = t(
    offices.length === 1 ? 'legalise.office-only' : byAddress ? 'legalise.office-address' : 'legalise.office',
  );
  return (
    <QuestionPage
      t={t}
      question="office"
      back={pathOf('nature', answers)}
      title={title}
      {...(error !== undefined && { errors: { office: error } })}
    >
      <OneForm action={`${base}/new`} formToken={formToken}>
        <Carried answers={answers} />
        {only && offices.length === 1 ? (
          <>
            <p className="lead">{nameOf(only)}</p>
            <input type="hidden" name="office" value={only.id} />
          </>
        ) : (
          <Select
            id="office"
            name="office"
            label={t(byAddress ? 'legalise.office-arrondissement' : 'legalise.office-choose')}
            hint={t(byAddress ? 'legalise.office-address-line' : 'legalise.office-line')}
            options={offices
              .map(office => ({ value: office.id as string, label: nameOf(office) }))
              .toSorted((a, b) => a.label.localeCompare(b.label, t.language))}
            {...(error !== undefined && { error })}
          />
        )}
        {limited && <Worth t={t} />}
        <Facts
          items={[
            { label: t('legalise.fact-nature'), value: nature.label[t.language] },
            { label: t('legalise.fact-fee'), value: t('legalise.fee', { amount: formatAmount(0) }) },
            { label: t('legalise.fact-who'), value: t('legalise.fact-who-line') },
          ]}
        />
        <p className="small muted">
          {t('legalise.fact-basis')} <bdi>{basisOf(t, found)}</bdi>
        </p>
        <Onwards t={t} label={t('legalise.begin')} />
        <p className="small muted">{t('legalise.begin-line')}</p>
      </OneForm>
    </QuestionPage>
  );
}

function basisOf(t: Speak, { rule }: NatureAtDistance): string {
  return (t.language === 'ar' ? rule?.basis?.arabic : rule?.basis?.french) ?? '';
}
