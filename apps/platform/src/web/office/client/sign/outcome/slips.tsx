import { Button } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import { ApiProblem } from '../../../../api/client/index.ts';
import { nameOf, useOffice } from '../../office-context.ts';
import { partiesOf } from '../../service-words.ts';
import type { Print } from './use-printer.ts';

export interface SlipsProps {
  readonly requestId: string;
  readonly print: Print;
}

/** The slip of each signatory, for an officer who also serves people: elsewhere the counter hands it out. */
export function Slips(props: SlipsProps): ReactElement | null {
  const { office } = useOffice();
  return office.permissions.includes('identity.find') ? <SlipButtons {...props} /> : null;
}

function SlipButtons({ requestId, print }: SlipsProps): ReactElement {
  const { t, api, office, language } = useOffice();
  const [signatories, setSignatories] = useState<ReturnType<typeof partiesOf>>([]);
  useEffect(() => {
    api.call('readRequest', { params: { requestId } }).then(
      request => setSignatories(partiesOf(request)),
      (error: unknown) => {
        // Without the right to read the request there is no slip to print.
        if (!(error instanceof ApiProblem)) throw error;
      },
    );
  }, [api, requestId]);
  return (
    <>
      {signatories.map(({ personId, name }) => (
        <Button
          key={personId}
          type="button"
          icon="printer"
          onClick={() =>
            print(() => api.call('printSlip', { params: { personId }, body: { officeId: office.id, requestId } }))
          }
        >
          {t('office.sign-print-slip', { name: nameOf(language, name) })}
        </Button>
      ))}
    </>
  );
}
