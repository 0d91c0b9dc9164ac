import { Icon, Key } from '@shubbak/design';
import { type KeyboardEvent, type ReactElement, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { IdentityDocumentTypeValue } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';
import { focusOn, places, useCounter } from '../counter-context.ts';
import { handOver } from '../../visit/handover.ts';
import { DocumentChoice } from './document-choice.tsx';
import { looksLikeNumber, needsIssuer, useFindPeople } from './find-people.ts';
import { Found } from './found.tsx';
import { JoinChoice } from './join-choice.tsx';
import { type Identified, startRequest } from './start-request.ts';

/** A pause in typing, in milliseconds, after which names are looked up. */
const pause = 350;

/** The search of the counter: a document's number, or a name in either script; then the person found, or how to enrol them. */
export function FindPerson({ start = startRequest }: { readonly start?: typeof startRequest }): ReactElement {
  const office = useOffice();
  const { t } = office;
  const { desk, joining, join } = useCounter();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [type, setType] = useState<IdentityDocumentTypeValue>('cnie');
  const [issuer, setIssuer] = useState('MA');
  const { finding, ...find } = useFindPeople();
  const panel = useRef<HTMLDivElement>(null);
  const isNumber = looksLikeNumber(text);
  const typed = { type, number: text.trim(), issuer: needsIssuer(type) ? issuer : 'MA' };

  const byName = useEffectEvent((name: string) => void find.byName(name));
  useEffect(() => {
    const name = text.trim();
    if (looksLikeNumber(name) || name.length < 2) return undefined;
    const timer = setTimeout(() => byName(name), pause);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    // Exactly one person: the next thing to do is to choose their document.
    if (finding.kind === 'card') panel.current?.querySelector<HTMLElement>('[data-result]:not(:disabled)')?.focus();
  }, [finding]);

  const close = (): void => {
    setOpen(false);
    join(false);
  };
  const search = (): void => {
    if (isNumber) void find.byDocument(typed);
    else if (text.trim().length >= 2) void find.byName(text.trim());
  };
  const choose = async (identified: Identified): Promise<void> => {
    const started = await start(office, desk, identified, joining);
    if (!started) return;
    setText('');
    find.forget();
    close();
    focusOn(places.goOn);
  };
  const enrol = (): void => {
    handOver({ typed: isNumber ? typed : undefined, requestId: joining ? desk.request?.id : undefined });
    office.go('/office/enrol');
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens to what its own controls are told
    <search
      className="find"
      onFocus={() => setOpen(true)}
      onBlur={event => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
          focusOn(places.goOn);
        } else walkResults(event);
      }}
    >
      <form
        onSubmit={event => {
          event.preventDefault();
          search();
        }}
      >
        <label className="header-search">
          <Icon name="search" />
          <span className="visually-hidden">{t('office.counter-find')}</span>
          <input
            id={places.find}
            type="search"
            autoComplete="off"
            spellCheck={false}
            placeholder={t('office.counter-find')}
            value={text}
            aria-controls={open ? 'counter-found' : undefined}
            onChange={event => {
              setText(event.currentTarget.value);
              find.forget();
              setOpen(true);
            }}
          />
          <Key>/</Key>
        </label>
      </form>
      {open && (
        <div className="find-panel stack" id="counter-found" ref={panel}>
          <JoinChoice />
          {isNumber && (
            <DocumentChoice
              chosen={{ type, issuer }}
              onChange={next => {
                setType(next.type);
                setIssuer(next.issuer);
                find.forget();
              }}
              onSearch={search}
            />
          )}
          <Found finding={finding} find={find} onChoose={identified => void choose(identified)} onEnrol={enrol} />
        </div>
      )}
    </search>
  );
}

/** Arrows go through the results as they do in a list. */
function walkResults(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.target instanceof HTMLSelectElement) return;
  const results = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-result]:not(:disabled)')];
  const now = results.indexOf(event.target as HTMLElement);
  if (results.length === 0 || (now < 0 && step < 0)) return;
  event.preventDefault();
  (results[now + step] ?? (step < 0 ? document.getElementById(places.find) : undefined))?.focus();
}
