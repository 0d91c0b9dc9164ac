import { Button, Checkbox, Name, Num, Tag, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatDate, formatDay } from '../../../../platform/messages/browser.ts';
import type { CoverageView, DelegationsAnswer } from '../../../api/contract/index.ts';
import { DataTable } from '../administration/data-table.tsx';
import { FormDialog } from '../administration/form-dialog.tsx';
import { useChange } from '../administration/use-answer.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';

/** Rows shown at once: a name typed above finds the others. */
const shownAtOnce = 30;

/** Who may sign where and until when, the days on which nobody can, and how many offices one delegate may hold. */
export function DelegationsSection(props: {
  readonly answer: DelegationsAnswer;
  readonly onChanged: (answer: DelegationsAnswer) => void;
}): ReactElement {
  const { t } = useOffice();
  const { answer, onChanged } = props;
  const [onlyGaps, setOnlyGaps] = useState(true);
  const [filter, setFilter] = useState('');
  const [capping, setCapping] = useState(false);
  const { cap } = answer;
  const most = cap?.most ?? null;
  const shown = answer.offices.filter(office => isShown(office, { onlyGaps, filter }));
  return (
    <section className="stack" aria-labelledby="who-signs">
      <h2 id="who-signs">{t('statements.who-signs')}</h2>
      <p className="muted small">{t('statements.who-signs-about', { days: answer.days })}</p>
      <div className="row">
        <div>
          <p>
            <b>{most === null ? t('statements.cap-none') : t('statements.cap-is', { most })}</b>
          </p>
          <p className="small muted">{t('statements.cap-about')}</p>
        </div>
        <Button type="button" className="push" onClick={() => setCapping(true)}>
          {t('statements.cap-set')}
        </Button>
      </div>
      <Checkbox
        label={t('statements.only-gaps')}
        checked={onlyGaps}
        onChange={event => setOnlyGaps(event.currentTarget.checked)}
      />
      <TextInput
        id="coverage-filter"
        label={t('statements.filter')}
        value={filter}
        autoComplete="off"
        onChange={event => setFilter(event.currentTarget.value)}
      />
      <Coverage offices={shown.slice(0, shownAtOnce)} />
      {shown.length > shownAtOnce && (
        <p className="small muted">{t('statements.more', { more: shown.length - shownAtOnce })}</p>
      )}
      {capping && (
        <CapDialog
          most={most}
          onClose={() => setCapping(false)}
          onSet={next => {
            setCapping(false);
            onChanged(next);
          }}
        />
      )}
    </section>
  );
}

function isShown(
  { code, name, gaps, signers }: CoverageView,
  { onlyGaps, filter }: { readonly onlyGaps: boolean; readonly filter: string },
): boolean {
  if (onlyGaps && gaps.length === 0) return false;
  const people = signers.map(signer => `${signer.name.arabic} ${signer.name.latin}`);
  const text = [code, name.ar, name.fr, ...people].join(' ').toLocaleLowerCase();
  return filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}

function Coverage({ offices }: { readonly offices: readonly CoverageView[] }): ReactElement {
  const { t, language } = useOffice();
  return (
    <DataTable
      caption={t('statements.who-signs')}
      rows={offices}
      keyOf={({ id }) => id}
      empty={t('statements.all-covered')}
      columns={[
        {
          label: t('administration.office'),
          renderCell: ({ code, name }) => (
            <>
              <Num>{code}</Num>
              <br />
              {textIn(language, name)}
            </>
          ),
        },
        { label: t('statements.who-signs'), renderCell: office => <Signers office={office} /> },
        { label: t('statements.gaps'), renderCell: office => <Gaps office={office} /> },
      ]}
    />
  );
}

function Signers({ office }: { readonly office: CoverageView }): ReactElement {
  const { t, language } = useOffice();
  if (office.signers.length === 0) return <Tag state="stop">{t('statements.nobody-signs')}</Tag>;
  return (
    <ul className="small">
      {office.signers.map(({ name, natures, reference, until, away }) => (
        <li key={`${name.latin} ${reference}`}>
          <Name>{nameOf(language, name)}</Name> · {natures.map(each => t(`statements.nature-${each}`)).join(' · ')} ·{' '}
          {t('statements.signer-until', { date: formatDate(language, new Date(until)) })}{' '}
          {away && <Tag state="wait">{t('statements.away')}</Tag>}
        </li>
      ))}
    </ul>
  );
}

function Gaps({ office }: { readonly office: CoverageView }): ReactElement {
  const { t, language } = useOffice();
  if (office.gaps.length === 0) return <>—</>;
  return (
    <ul className="stack stack-tight">
      {office.gaps.map(({ nature, firstOn, lastOn }) => (
        <li key={`${nature} ${firstOn}`}>
          <Tag state="attention">
            {t(`statements.gap-${nature}`, { from: formatDay(language, firstOn), until: formatDay(language, lastOn) })}
          </Tag>
        </li>
      ))}
    </ul>
  );
}

function CapDialog(props: {
  readonly most: number | null;
  readonly onSet: (answer: DelegationsAnswer) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t, api } = useOffice();
  const [most, setMost] = useState(props.most === null ? '' : String(props.most));
  const change = useChange();
  return (
    <FormDialog
      title={t('statements.cap')}
      lead={t('statements.cap-about')}
      submit={t('statements.cap-set')}
      change={change}
      onClose={props.onClose}
      onSubmit={async () => {
        const body = { most: most.trim() === '' ? null : Number(most) };
        props.onSet(await api.call('setDelegationCap', { body }));
      }}
    >
      <TextInput
        id="cap-most"
        label={t('statements.cap-field')}
        hint={t('statements.cap-hint')}
        type="number"
        min={1}
        max={200}
        value={most}
        onChange={event => setMost(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
