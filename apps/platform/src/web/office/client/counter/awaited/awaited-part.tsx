import { Button, Checkbox, Facts, Name, Num } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { AwaitedPartView } from '../../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../../office-context.ts';
import { Found } from '../person/found.tsx';
import { useFindPeople } from '../person/find-people.ts';
import type { Present } from './sign-part.tsx';
import { PartPages } from './part-page.tsx';

/** What the request that a code opened shows here: its paper, whom it awaits, the others masked; then the person is identified. */
export function AwaitedPart(props: {
  readonly code: string;
  readonly part: AwaitedPartView;
  /** `assisted`: they cannot sign or read. */
  readonly onPresent: (present: Present, assisted: boolean) => void;
}): ReactElement {
  const { code, part, onPresent } = props;
  const { t, go } = useOffice();
  const { finding, ...find } = useFindPeople();
  const [same, setSame] = useState(false);
  const [assisted, setAssisted] = useState(false);
  const [number, setNumber] = useState('');
  const type = part.awaited.document?.type ?? 'cnie';
  return (
    <div className="citizen comparison">
      <div className="stack">
        <p className="small muted">
          {t(part.channel === 'distance' ? 'signatories.other-reading' : 'signatories.other-paper')}
        </p>
        <PartPages code={code} part={part} width={1200} />
      </div>
      <div className="stack">
        <PartFacts part={part} />
        <Checkbox
          label={t(part.channel === 'distance' ? 'signatories.other-read' : 'signatories.other-same')}
          checked={same}
          onChange={event => setSame(event.currentTarget.checked)}
        />
        <Checkbox
          label={t('signatories.other-cannot')}
          checked={assisted}
          onChange={event => setAssisted(event.currentTarget.checked)}
        />
        <form
          className="row row-end"
          onSubmit={event => {
            event.preventDefault();
            void find.byDocument({ type, number: number.trim(), issuer: 'MA' });
          }}
        >
          <label className="field" htmlFor="awaited-number">
            <b>{t('signatories.other-number')}</b>
            <input
              id="awaited-number"
              className="input"
              dir="ltr"
              autoComplete="off"
              value={number}
              onChange={event => {
                setNumber(event.currentTarget.value);
                find.forget();
              }}
            />
          </label>
          <Button variant="secondary" icon="search" disabled={!same || number.trim() === ''}>
            {t('signatories.other-find')}
          </Button>
        </form>
        {finding.kind !== 'nothing-yet' && (
          <Found
            finding={finding}
            find={find}
            onChoose={present => onPresent(present, assisted)}
            onEnrol={() => go('/office/enrol')}
          />
        )}
      </div>
    </div>
  );
}

function PartFacts({ part }: { readonly part: AwaitedPartView }): ReactElement {
  const { t, language, catalogue } = useOffice();
  const { reference, nature, office, awaited, others } = part;
  const known = catalogue.natures.find(({ code }) => code === nature);
  return (
    <Facts
      items={[
        { label: t('signatories.other-request'), value: <Num>{reference}</Num> },
        {
          label: t('signatories.other-of'),
          value: `${textIn(language, office.commune)} – ${textIn(language, office.name)}`,
        },
        ...(known ? [{ label: t('signatories.other-nature'), value: textIn(language, known.label) }] : []),
        {
          label: t('signatories.other-awaited'),
          value: (
            <>
              <Name>{nameOf(language, awaited.name)}</Name>{' '}
              {awaited.document && <Num>{awaited.document.numberMasked}</Num>}
            </>
          ),
        },
        ...others.map(({ name, mode, signed }) => ({
          label: t('signatories.other-others'),
          value: (
            <>
              <Name>{nameOf(language, name)}</Name> · {t('signatories.mode', { mode })}
              {!signed && ` · ${t('signatories.to-sign')}`}
            </>
          ),
        })),
      ]}
    />
  );
}
