import { Button, Num } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import type { AheadAnswer } from '../../../api/contract/index.ts';
import { useCounter } from '../counter/counter-context.ts';
import { textIn, useOffice } from '../office-context.ts';

/** What those who show it scanned at home: taken over, it only has to be compared. */
export function Ahead(): ReactElement | null {
  const { t, language, api, catalogue } = useOffice();
  const { desk, showPane } = useCounter();
  const [scans, setScans] = useState<AheadAnswer['scans']>([]);
  const requestId = desk.request?.id;
  useEffect(() => {
    if (requestId === undefined) return undefined;
    let wanted = true;
    void api.call('listAhead', { params: { requestId } }).then(answer => wanted && setScans(answer.scans));
    return () => {
      wanted = false;
    };
  }, [api, requestId]);
  if (scans.length === 0) return null;
  const take = async (aheadId: string): Promise<void> => {
    const taken = await desk.change(({ id, version }) =>
      api.call('takeAhead', { params: { requestId: id, aheadId }, body: { version } }),
    );
    if (taken) showPane('document');
  };
  return (
    <section className="pane-block stack stack-tight" aria-labelledby="certify-ahead">
      <h2 id="certify-ahead">{t('certify.ahead')}</h2>
      {scans.map(({ id, reference, kind, pages }) => {
        const known = catalogue.copies.natures.find(({ code }) => code === kind);
        return (
          <div key={id} className="row">
            <p className="small">
              <b>
                <Num>{reference}</Num>
              </b>{' '}
              {known && textIn(language, known.label)} · {t('certify.ahead-pages', { count: pages })}
            </p>
            <Button type="button" className="push" onClick={() => void take(id)}>
              {t('certify.ahead-take')}
            </Button>
          </div>
        );
      })}
    </section>
  );
}
