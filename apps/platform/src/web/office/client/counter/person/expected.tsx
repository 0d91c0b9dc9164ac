import { Button, Name, Num } from '@shubbak/design';
import type { ReactElement } from 'react';
import { nameOf, useOffice } from '../../office-context.ts';
import { useCounter } from '../counter-context.ts';

/** Who signed the request that this one takes up: each is identified anew, by the document that they hold today. */
export function Expected(): ReactElement | null {
  const { t, language, api } = useOffice();
  const { desk, editable } = useCounter();
  const expected = desk.request?.expected ?? [];
  if (expected.length === 0 || !editable) return null;
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="counter-expected">
      <div className="pane-heading">
        <h2 id="counter-expected">{t('office.expected')}</h2>
      </div>
      <p className="small muted">{t('office.expected-text')}</p>
      <ul className="stack stack-tight">
        {expected.map(({ personId, name, document }) => (
          <li key={personId} className="row">
            <span>
              <Name>{nameOf(language, name)}</Name>
              <br />
              <small className="faint">
                {t('office.counter-document', { type: document.type })} <Num>{document.numberMasked}</Num>
              </small>
            </span>
            <Button
              type="button"
              className="push"
              disabled={document.expired}
              onClick={() =>
                void desk.change(({ id, version }) =>
                  api.call('addSignatory', {
                    params: { requestId: id },
                    body: { version, personId, identityDocumentId: document.id },
                  }),
                )
              }
            >
              {t(document.expired ? 'office.counter-document-expired' : 'office.expected-identify')}
              <span className="visually-hidden"> · {nameOf(language, name)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
