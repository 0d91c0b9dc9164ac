import { Button, Notice } from '@shubbak/design';
import { type ReactElement, useCallback, useState } from 'react';
import type { RegisterSearchBody } from '../../../api/contract/index.ts';
import { useAnswer } from '../administration/use-answer.ts';
import { useOffice } from '../office-context.ts';
import { Problem } from '../problem.tsx';
import { TopBar } from '../top-bar.tsx';
import { Corrections } from './corrections.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryTable } from './entry-table.tsx';
import { Extracts } from './extracts.tsx';
import { SearchForm } from './search-form.tsx';
import { useEntries } from './use-entries.ts';

/** The year in Morocco: the register that is open. */
function yearNow(): number {
  return Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Africa/Casablanca' }).format(new Date()));
}

/** The register of an office: its entries in their order, searched, opened, corrected by further ones. */
export function RegisterScreen(): ReactElement {
  const { t, api, office } = useOffice();
  const [search, setSearch] = useState<RegisterSearchBody>(() => ({ year: yearNow() }));
  const [opened, setOpened] = useState<string>();
  const [corrected, setCorrected] = useState(0);
  const { year } = search;
  const officeId = office.id;
  const series = useAnswer(
    useCallback(() => api.call('describeRegister', { params: { officeId }, query: { year } }), [api, officeId, year]),
  );
  const entries = useEntries(officeId, search);
  const corrects = ['register.correct', 'register.approve-correction'].some(each => office.permissions.includes(each));
  const changed = (): void => {
    setOpened(undefined);
    setCorrected(count => count + 1);
    entries.reload();
  };
  return (
    <>
      <TopBar task={t('register-screen.title')} />
      <main id="main" className="page wrap stack stack-sections">
        <div className="stack stack-tight">
          <div className="row">
            <h1>{t('register-screen.title')}</h1>
            <Button type="button" variant="quiet" className="push no-print" icon="printer" onClick={() => print()}>
              {t('register-screen.print')}
            </Button>
          </div>
          <p className="lead">{t('register-screen.lead')}</p>
        </div>
        {series.problem && <Problem problem={series.problem} />}
        {series.answer && (
          <SearchForm key={officeId} series={series.answer} search={search} onSearch={next => setSearch(next)} />
        )}
        {entries.problem && <Problem problem={entries.problem} />}
        {corrected > 0 && (
          <Notice state="ok" live="status">
            <p>{t('register-screen.noted')}</p>
          </Notice>
        )}
        <section className="stack" aria-labelledby="entries">
          <h2 id="entries">{t('register-screen.entries', { year: String(year) })}</h2>
          {entries.entries && <EntryTable entries={entries.entries} onOpen={setOpened} />}
          {entries.more && (
            <p className="no-print">
              <Button type="button" disabled={entries.busy} onClick={entries.more}>
                {t('register-screen.earlier')}
              </Button>
            </p>
          )}
        </section>
        {series.answer && <Extracts year={year} named={series.answer.named} />}
        {corrects && <Corrections key={corrected} onDecided={changed} />}
      </main>
      {opened !== undefined && (
        <EntryDialog entryId={opened} onClose={() => setOpened(undefined)} onProposed={changed} />
      )}
    </>
  );
}
