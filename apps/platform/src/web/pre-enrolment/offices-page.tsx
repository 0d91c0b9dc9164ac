import { Button, Name, Notice, Select, TextInput } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { Language } from '../../kernel/index.ts';
import {
  type Arrondissement,
  type Commune,
  listArrondissements,
  listCommunes,
  listOffices,
  type Office,
} from '../../modules/organisation/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Speak } from './page.tsx';

const most = 40;

/** Offices of one commune that fit what was searched. */
export interface OfficesFound {
  readonly communes: readonly Commune[];
  readonly chosen: Commune | undefined;
  readonly query: string;
  readonly offices: readonly Office[];
  readonly arrondissements: readonly Arrondissement[];
  /** How many fit, of which the first are shown. */
  readonly total: number;
}

/** Letters without their marks, in lower case: what people type and what is written are compared so. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Finds offices by words of their name, address or arrondissement, in any language. Public knowledge. */
export async function findOffices(
  db: Database,
  { commune, query }: { readonly commune: string; readonly query: string },
): Promise<OfficesFound> {
  const communes = await db.transaction({}, listCommunes);
  const chosen = communes.find(({ code }) => code === commune) ?? communes[0];
  if (!chosen) return { communes, chosen, query, offices: [], arrondissements: [], total: 0 };
  const { id: communeId } = chosen;
  const [offices, arrondissements] = await db.transaction({ communeId }, async tx => [
    await listOffices(tx, communeId),
    await listArrondissements(tx, communeId),
  ]);
  const words = plain(query)
    .split(/\s+/)
    .filter(word => word !== '');
  const fitting = offices.filter(office => {
    const around = arrondissements.find(({ id }) => id === office.arrondissementId);
    const said = [office.name, office.address, around?.name ?? {}].flatMap(text => Object.values(text));
    const text = plain([office.code, ...said].join(' '));
    return words.every(word => text.includes(word));
  });
  return { communes, chosen, query, offices: fitting.slice(0, most), arrondissements, total: fitting.length };
}

/** `/pre-enrolment/offices`: where to go. A plain form that asks by address: there is nothing personal in it. */
export function OfficesPage({ t, found }: { readonly t: Speak; readonly found: OfficesFound }): ReactElement {
  const { communes, chosen, query, offices, total } = found;
  return (
    <div className="stack stack-loose">
      <h1>{t('pre-enrolment.offices')}</h1>
      <p className="lead">{t('pre-enrolment.offices-lead')}</p>
      <form className="stack" method="get" action="/pre-enrolment/offices">
        <Select
          id="commune"
          name="commune"
          label={t('pre-enrolment.commune')}
          options={communes.map(({ code, name }) => ({ value: code, label: name[t.language] }))}
          defaultValue={chosen?.code}
        />
        <TextInput
          id="q"
          name="q"
          label={t('pre-enrolment.search')}
          hint={t('pre-enrolment.search-hint')}
          optional={t('pre-enrolment.optional')}
          maxLength={80}
          defaultValue={query}
        />
        <Button variant="primary" wideOnPhone icon="search">
          {t('pre-enrolment.search-button')}
        </Button>
      </form>
      <section className="stack" aria-label={t('pre-enrolment.offices')}>
        <p role="status">{t('pre-enrolment.offices-count', { count: total })}</p>
        {total > offices.length && (
          <Notice state="info">
            <p>{t('pre-enrolment.offices-more', { shown: offices.length })}</p>
          </Notice>
        )}
        <ul className="rows">
          {offices.map(office => (
            <OfficeLine key={office.id} language={t.language} office={office} found={found} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function OfficeLine(props: {
  readonly language: Language;
  readonly office: Office;
  readonly found: OfficesFound;
}): ReactElement {
  const { language, office, found } = props;
  const around = found.arrondissements.find(({ id }) => id === office.arrondissementId);
  return (
    <li>
      <div>
        <b>{office.name[language]}</b>
        <p className="small muted">
          <Name>{office.address[language]}</Name>
          {around && (
            <>
              {' · '}
              {around.name[language]}
            </>
          )}
        </p>
      </div>
    </li>
  );
}
