import { Name, Num, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { CorrectionValueView, RegisterEntryView } from '../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../office-context.ts';
import type { OfficeKey } from '../page-data.ts';

/** Who stands in a line: names for a reader who may see them, else how many there are. */
export function Applicants({ entry }: { readonly entry: RegisterEntryView }): ReactElement {
  const { t, language } = useOffice();
  const { applicants } = entry;
  if (applicants.length === 0) return <>—</>;
  if (applicants.every(({ name }) => name === null))
    return <span className="muted">{t('register-screen.applicants', { count: applicants.length })}</span>;
  return (
    <>
      {applicants.map(({ id, name, organisation }) => (
        <span key={id} className="block">
          {name && <Name>{nameOf(language, name)}</Name>}
          {organisation && (
            <small className="block muted">
              {t('register-screen.for')} <Name>{nameOf(language, organisation)}</Name>
            </small>
          )}
        </span>
      ))}
    </>
  );
}

/** How an entry stands: made, cancelled and why, revoked or superseded, corrected. */
export function EntryState({ entry }: { readonly entry: RegisterEntryView }): ReactElement {
  const { t, language } = useOffice();
  const { state, reason, standing, corrections } = entry;
  const looks = { made: 'ok', reserved: 'wait', cancelled: 'idle' } as const;
  return (
    <>
      {standing ? (
        <Tag state="stop">{t(`acts.standing-${standing.state}`)}</Tag>
      ) : (
        <Tag state={looks[state]}>{t(`register.${state}`)}</Tag>
      )}
      {reason !== null && <small className="block muted">{t(`register.reason-${reason}` as OfficeKey)}</small>}
      {standing && (
        <small className="block muted">
          {formatMinute(language, new Date(standing.since))}
          {standing.successor !== null && (
            <>
              {' · '}
              {t('register-screen.replaced-by')} <Num>{standing.successor}</Num>
            </>
          )}
        </small>
      )}
      {corrections.map(({ id, entry: by, field }) => (
        <small key={id} className="block muted">
          {t('register-screen.corrected-by', { field: t(`register-screen.field-${field}`) })} <Num>{by}</Num>
        </small>
      ))}
    </>
  );
}

/** What kind of thing stands there, and of what nature. */
export function EntrySubject({ entry }: { readonly entry: RegisterEntryView }): ReactElement {
  const { t, language } = useOffice();
  const { kind, subject, corrects } = entry;
  if (kind === null) return <>—</>;
  return (
    <>
      {t(`register-screen.kind-${kind}`)}
      {corrects && (
        <small className="block muted">
          {t('register-screen.corrects', { field: t(`register-screen.field-${corrects.field}`) })}{' '}
          <Num>{corrects.of}</Num>
        </small>
      )}
      {subject && !corrects && <small className="block muted">{textIn(language, subject)}</small>}
    </>
  );
}

/** A value of a field, as people read it. */
export function Value({ value }: { readonly value: CorrectionValueView | null }): ReactElement {
  const { t, language } = useOffice();
  if (value === null) return <>{t('register-screen.nothing')}</>;
  switch (value.kind) {
    case 'words':
      return <>{textIn(language, value.words)}</>;
    case 'name':
      return (
        <>
          <Name>{value.name.arabic}</Name> · <Name>{value.name.latin}</Name>
        </>
      );
    case 'document':
      return (
        <>
          {t('office.counter-document', { type: value.document.type })} <Num>{value.document.number}</Num>
        </>
      );
    case 'number':
      return <Num>{value.number}</Num>;
    case 'text':
      return <bdi>{sayText(t, value.text)}</bdi>;
  }
}

const modes = ['presence', 'distance', 'witnesses', 'specimen', 'mixed'] as const;

/** A mode in words; an address as it is. */
function sayText(t: ReturnType<typeof useOffice>['t'], text: string): string {
  const mode = modes.find(each => each === text);
  return mode ? t(`register-screen.mode-${mode}`) : text;
}
