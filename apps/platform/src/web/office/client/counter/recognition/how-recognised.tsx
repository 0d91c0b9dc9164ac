import { Button, Icon, IconButton, Name, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { SignatoryView } from '../../../../api/contract/index.ts';
import { nameOf, textIn, useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';

/** How a signatory is recognised, where not simply in presence, and the other ways. */
export function HowRecognised({ signatory }: { readonly signatory: SignatoryView }): ReactElement {
  const { t, language, api } = useOffice();
  const { desk, editable, show } = useCounter();
  const { personId, mode, elsewhere, assistance, comparedBecause } = signatory;
  const inPresence = (): void =>
    void desk.change(({ id, version }) =>
      api.call('recognise', {
        params: { requestId: id, personId },
        body: { version, recognition: { mode: 'presence' } },
      }),
    );
  return (
    <div className="stack stack-tight">
      {elsewhere && (
        <p className="small">
          {t('signatories.elsewhere', {
            office: `${textIn(language, elsewhere.office.commune)} – ${textIn(language, elsewhere.office.name)}`,
            clerk: nameOf(language, elsewhere.clerk),
          })}
        </p>
      )}
      {assistance !== null && assistance.inPlace !== null && (
        <p className="small">{t('signatories.instead', { what: assistance.inPlace })}</p>
      )}
      {comparedBecause !== null && <p className="small">{t('signatories.compared', { reason: comparedBecause })}</p>}
      <Witnesses signatory={signatory} />
      {editable && elsewhere === null && mode !== 'distance' && (
        <details key={mode} className="small">
          <summary className="button button-quiet small">
            <Icon name="chevron-down" />
            {t('signatories.ways')}
          </summary>
          <div className="stack stack-tight">
            {mode !== 'presence' && (
              <Button type="button" variant="quiet" className="small" onClick={inPresence}>
                {t('signatories.use-presence')}
              </Button>
            )}
            <Button
              type="button"
              variant="quiet"
              className="small"
              onClick={() => show({ kind: 'witnesses', personId })}
            >
              {t('signatories.use-witnesses')}
            </Button>
            <Button
              type="button"
              variant="quiet"
              className="small"
              onClick={() => show({ kind: 'specimen', personId })}
            >
              {t('signatories.use-specimen')}
            </Button>
          </div>
        </details>
      )}
    </div>
  );
}

/** The two witnesses, with what they drew, or the way to have it drawn. */
function Witnesses({ signatory }: { readonly signatory: SignatoryView }): ReactElement | null {
  const { t, language } = useOffice();
  const { editable, show } = useCounter();
  const { personId, witnesses } = signatory;
  if (witnesses.length === 0) return null;
  return (
    <section className="stack stack-tight" aria-label={t('signatories.witnesses')}>
      <h3>{t('signatories.witnesses')}</h3>
      {witnesses.map(({ position, name, document, signedWith, signature }) => (
        <div key={position} className="stack stack-tight">
          <div className="row row-nowrap">
            <p className="small">
              <Name>{nameOf(language, name)}</Name> <Num>{document.numberMasked}</Num>
              {signedWith && <span className="faint"> · {t('signatories.witness-said', { with: signedWith })}</span>}
            </p>
            {editable && signedWith && (
              <IconButton
                className="push"
                icon="pen"
                label={t('signatories.witness-sign', { number: position })}
                onClick={() => show({ kind: 'witness', personId, position })}
              />
            )}
          </div>
          {signature !== null && (
            <div className="pad">
              <span
                className="pad-ink"
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture could not take the colour of the pen
                role="img"
                aria-label={t('signatories.witness-mark-of', { name: nameOf(language, name) })}
                style={{ maskImage: `url("${signature}")` }}
              />
            </div>
          )}
          {editable && !signedWith && (
            <Button
              type="button"
              variant="secondary"
              icon="pen"
              full
              onClick={() => show({ kind: 'witness', personId, position })}
            >
              {t('signatories.witness-sign', { number: position })}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
