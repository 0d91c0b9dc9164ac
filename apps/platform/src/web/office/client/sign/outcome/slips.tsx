import { Button } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { ApiProblem } from '../../../../api/client/index.ts';
import { useOffice } from '../../office-context.ts';

/** The slip of each signatory, for an officer who also stands at the counter: elsewhere the clerk hands it out. */
export function Slips({ requestId }: { readonly requestId: string }): ReactElement | null {
  const { t, api, office } = useOffice();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (!office.permissions.includes('legalisation.prepare')) return null;
  const print = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { signatories } = await api.call('readRequest', { params: { requestId } });
      for (const { personId } of signatories) {
        const slip = await api.call('printSlip', { params: { personId }, body: { officeId: office.id, requestId } });
        open(URL.createObjectURL(slip), '_blank', 'noopener');
      }
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(error.problem.detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button type="button" icon="file" disabled={busy} onClick={() => void print()}>
        {t('office.sign-print-slip')}
      </Button>
      {failure !== undefined && (
        <p className="small" role="alert">
          {failure}
        </p>
      )}
    </>
  );
}
