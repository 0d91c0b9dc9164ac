import { Card, LinkButton, Notice, VisuallyHidden } from '@shubbak/design';
import type { ReactElement } from 'react';
import type { LocalizedText } from '../../../kernel/index.ts';
import type { Speak } from '../page.tsx';
import type { FieldToMend, OwnRequestFile } from './own-requests.ts';
import { Helps } from './send-again.tsx';

interface Shown {
  readonly t: Speak;
  readonly file: OwnRequestFile;
}

/** What the office asked to be mended: each marked place with its reason, beside the way to mend it. */
export function Correction({ t, file }: Shown): ReactElement | null {
  const { correction, state, channel } = file;
  if (state !== 'returned' || correction === null || !file.parts.includes('applicant')) return null;
  return (
    <section className="stack" aria-labelledby="correction">
      <h2 id="correction">{t('own-requests.correction')}</h2>
      <ul className="stack">
        {correction.fields.map(mark => (
          <li key={mark.field}>
            {file.maySendAgain ? <Helps t={t} file={file} mark={mark} /> : <Mend t={t} mark={mark} />}
          </li>
        ))}
      </ul>
      <Words t={t} note={correction.note} />
      {channel === 'counter' && (
        <p>{t('own-requests.correction-bring', { address: file.officeAddress[t.language] })}</p>
      )}
      {channel === 'distance' && file.continueAt !== null && (
        <p>
          <LinkButton variant="primary" wideOnPhone href={`${file.continueAt}/check`}>
            {t('own-requests.send-again')}
          </LinkButton>
        </p>
      )}
    </section>
  );
}

function Mend({ t, mark }: { readonly t: Speak; readonly mark: FieldToMend }): ReactElement {
  const { field, reason, mendAt } = mark;
  return (
    <Notice state="attention" title={t(`requests.field-${field}`)}>
      <div className="stack stack-tight">
        <p>{t(`requests.mend-${reason}`)}</p>
        {mendAt !== null && (
          <p>
            <LinkButton href={mendAt}>
              {t('own-requests.mend')}
              <VisuallyHidden> {t(`requests.field-${field}`)}</VisuallyHidden>
            </LinkButton>
          </p>
        )}
      </div>
    </Notice>
  );
}

/** Why a request was refused, or may be, with the signed refusal where there is one. */
export function Refusal({ t, file }: Shown): ReactElement | null {
  const { refusal, state, actId } = file;
  if (refusal === null || (state !== 'refused' && state !== 'refusing')) return null;
  return (
    <section className="stack" aria-labelledby="refusal">
      <h2 id="refusal">{t(state === 'refused' ? 'own-requests.refusal' : 'own-requests.refusal-proposed')}</h2>
      <Notice state="stop">
        <p>{sayWords(t, refusal.reason)}</p>
      </Notice>
      <Words t={t} note={refusal.note} />
      {state === 'refused' && file.channel === 'counter' && <p>{t('own-requests.again-counter')}</p>}
      {actId !== null && (
        <p>
          <LinkButton wideOnPhone icon="file" href={`/account/documents/${actId}`}>
            {t('own-requests.open-refusal')}
          </LinkButton>
        </p>
      )}
    </section>
  );
}

/** What the office wrote in its own words; nothing when it wrote none. */
function Words({ t, note }: { readonly t: Speak; readonly note: string }): ReactElement | null {
  if (note === '') return null;
  return (
    <Card look="sunken">
      <p className="small muted">{t('own-requests.words-of-office')}</p>
      <p>
        <bdi className="written">{note}</bdi>
      </p>
    </Card>
  );
}

function sayWords(t: Speak, words: LocalizedText | string): string {
  return typeof words === 'string' ? words : words[t.language];
}
