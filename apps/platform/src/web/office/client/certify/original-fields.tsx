import { Notice, Select, TextInput } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import type { CertificationView, DescribeOriginalBody, StampLanguagesValue } from '../../../api/contract/index.ts';
import { useCounter } from '../counter/counter-context.ts';
import { textIn, useOffice } from '../office-context.ts';
import { spots } from './next-step.ts';

/** What the original is, who issued it, its own number and dates. Kept when a field is left. */
export function OriginalFields({ certification }: { readonly certification: CertificationView }): ReactElement {
  const { t, language, api, catalogue } = useOffice();
  const { desk, editable } = useCounter();
  const { kind, ownNumber, issuedOn, expiresOn } = certification;
  const { natures } = catalogue.copies;
  const chosen = natures.find(({ code }) => code === kind);
  const describe = (change: Omit<DescribeOriginalBody, 'version'>): void =>
    void desk.change(({ id, version }) =>
      api.call('describeOriginal', { params: { requestId: id }, body: { version, ...change } }),
    );
  const kinds = natures.map(({ code, label }) => ({ value: code, label: textIn(language, label) }));
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="certify-original">
      <h2 id="certify-original">{t('certify.original')}</h2>
      <Select
        id={spots.kind}
        label={t('certify.kind')}
        value={kind ?? ''}
        disabled={!editable}
        options={kind === null ? [{ value: '', label: t('certify.kind-choose') }, ...kinds] : kinds}
        onChange={event => describe({ kind: event.currentTarget.value })}
      />
      {chosen?.basis && (
        <Notice state={chosen.rule === 'refuse' ? 'stop' : 'attention'} live="status">
          <p className="small">{textIn(language, chosen.basis)}</p>
        </Notice>
      )}
      <IssuerFields certification={certification} describe={describe} />
      <TextInput
        id="certify-number"
        code
        label={t('certify.number')}
        optional={t('certify.optional')}
        defaultValue={ownNumber ?? ''}
        disabled={!editable}
        onBlur={event => {
          const value = event.currentTarget.value.trim() || null;
          if (value !== ownNumber) describe({ ownNumber: value });
        }}
      />
      <Day id={spots.issued} label={t('certify.issued')} day={issuedOn} onKeep={day => describe({ issuedOn: day })} />
      <Day
        id={spots.expires}
        label={t('certify.expires')}
        day={expiresOn}
        onKeep={day => describe({ expiresOn: day })}
      />
      <Languages describe={describe} />
    </section>
  );
}

interface Describes {
  readonly describe: (change: Omit<DescribeOriginalBody, 'version'>) => void;
}

/** One script is enough. */
function IssuerFields({
  certification,
  describe,
}: Describes & { readonly certification: CertificationView }): ReactElement {
  const { t } = useOffice();
  const { editable } = useCounter();
  const { issuer } = certification;
  const [typed, type] = useState({ latin: issuer?.latin ?? '', arabic: issuer?.arabic ?? '' });
  const keep = (): void => {
    const next = { latin: typed.latin.trim(), arabic: typed.arabic.trim() };
    if (next.latin === (issuer?.latin ?? '') && next.arabic === (issuer?.arabic ?? '')) return;
    describe({ issuer: next.latin || next.arabic ? next : null });
  };
  return (
    <>
      {(['latin', 'arabic'] as const).map(script => (
        <TextInput
          key={script}
          id={`certify-issuer-${script}`}
          dir={script === 'arabic' ? 'rtl' : 'ltr'}
          lang={script === 'arabic' ? 'ar' : 'fr'}
          label={t(`certify.issuer-${script}`)}
          value={typed[script]}
          maxLength={200}
          disabled={!editable}
          onChange={event => type({ ...typed, [script]: event.currentTarget.value })}
          onBlur={keep}
        />
      ))}
    </>
  );
}

interface DayProps {
  readonly id: string;
  readonly label: string;
  readonly day: string | null;
  readonly onKeep: (day: string | null) => void;
}

/** A day kept when it is complete and the field is left. */
function Day({ id, label, day, onKeep }: DayProps): ReactElement {
  const { editable } = useCounter();
  return (
    <TextInput
      id={id}
      type="date"
      label={label}
      defaultValue={day ?? ''}
      disabled={!editable}
      onBlur={event => {
        const value = event.currentTarget.value || null;
        if (value !== day) onKeep(value);
      }}
    />
  );
}

/** Languages of the stamp: the office's own, or chosen. */
function Languages({ describe }: Describes): ReactElement {
  const { t, language, catalogue } = useOffice();
  const { desk, editable } = useCounter();
  const isOffered = (value: string): value is StampLanguagesValue =>
    catalogue.stampLanguages.some(({ code }) => code === value);
  return (
    <Select
      id="certify-languages"
      label={t('office.counter-stamp-language')}
      value={desk.request?.options.stampLanguages ?? ''}
      disabled={!editable}
      options={catalogue.stampLanguages.map(({ code, label }) => ({ value: code, label: textIn(language, label) }))}
      onChange={event => {
        const { value } = event.currentTarget;
        if (isOffered(value)) describe({ stampLanguages: value });
      }}
    />
  );
}
