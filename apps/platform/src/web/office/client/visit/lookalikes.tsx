import { Button, Notice } from '@shubbak/design';
import { type ReactElement, useEffect, useEffectEvent, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import { BothNames, shortDay } from '../counter/person/facts.tsx';
import type { FoundPerson } from '../counter/person/find-people.ts';
import { useOffice } from '../office-context.ts';
import { firstEmptyFact } from './visit.ts';
import { useVisit } from './visit-context.ts';

/** A pause in typing, in milliseconds, after which people of that name are looked up. */
const pause = 500;

/**
 * Before somebody is enrolled: who of that name and birth day has a file here already, perhaps under another document. Whoever opens
 * one completes that file. What slips through is found later, between files, and merged by two.
 */
export function Lookalikes(): ReactElement | null {
  const { t, api } = useOffice();
  const { visit, change } = useVisit();
  const [found, setFound] = useState<readonly FoundPerson[]>([]);
  const { known } = visit;
  const { arabic, latin, birthDate: born } = visit.form;
  const complete = visit.started && !known && firstEmptyFact(visit) === undefined;
  const look = useEffectEvent(async (names: readonly string[], day: string) => {
    const people: FoundPerson[] = [];
    for (const name of names) {
      try {
        const answer = await api.call('searchPeople', { body: { name } });
        people.push(...answer.people.filter(({ id }) => people.every(each => each.id !== id)));
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
      }
    }
    setFound(people.filter(({ birthDate }) => birthDate === null || birthDate === day));
  });
  useEffect(() => {
    if (!complete) return undefined;
    const timer = setTimeout(() => void look([arabic, latin], born), pause);
    return () => clearTimeout(timer);
  }, [complete, arabic, latin, born]);
  if (!complete || found.length === 0) return null;
  const open = async (personId: string): Promise<void> => {
    const card = await api.call('openPerson', { params: { personId } });
    const document = card.documents.find(({ expired }) => !expired);
    if (document) change({ known: { card, documentId: document.id }, attested: false, agreement: undefined });
  };
  return (
    <Notice state="attention" live="status" title={t('office.visit-lookalikes', { count: found.length })}>
      <ul>
        {found.map(({ id, name, birthDate }) => (
          <li key={id} className="row">
            <span className="queue-name">
              <BothNames name={name} />
              {birthDate !== null && <small>{t('office.counter-born', { date: shortDay(birthDate) })}</small>}
            </span>
            <Button type="button" variant="quiet" onClick={() => void open(id)}>
              {t('office.counter-open-file')}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
