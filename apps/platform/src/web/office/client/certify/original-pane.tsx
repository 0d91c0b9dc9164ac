import type { ReactElement } from 'react';
import { useCounter } from '../counter/counter-context.ts';
import { DeskProblem, WaysOut } from '../counter/desk-notices.tsx';
import { DeskDoubts } from '../counter/desk-doubts.tsx';
import { Papers } from '../counter/papers.tsx';
import { useOffice } from '../office-context.ts';
import { Ahead } from './ahead.tsx';
import { CopyChecks } from './copy-checks.tsx';
import { Holders } from './holders.tsx';
import { OriginalFields } from './original-fields.tsx';
import { RenewalChecks } from './renewal-checks.tsx';
import { ReissueTerms } from './reissue-terms.tsx';

/** Who shows the original, what it is, what was checked, and how often its copy may be issued again. */
export function OriginalPane({ compare }: { readonly compare: () => void }): ReactElement | null {
  const { api } = useOffice();
  const { desk, editable } = useCounter();
  const { request } = desk;
  const certification = request?.certification;
  return (
    <>
      <DeskProblem />
      <Papers />
      <DeskDoubts />
      {request && certification && (
        <>
          <Holders holders={certification.holders} />
          {editable && certification.holders.length > 0 && !request.document && (
            <Ahead key={`${request.id} ${certification.holders.length}`} />
          )}
          <OriginalFields key={`${request.id} ${certification.holders.length}`} certification={certification} />
          {certification.renewal ? (
            <RenewalChecks
              key={`renewal ${request.id}`}
              request={request}
              onChecked={checked => void desk.change(async () => checked)}
            />
          ) : (
            <CopyChecks compare={compare} certification={certification} />
          )}
          {request.state === 'draft' && (
            <div className="pane-block stack stack-tight">
              <ReissueTerms
                key={`${request.id} ${certification.kind} ${certification.expiresOn}`}
                certification={certification}
                disabled={!editable}
                onChoose={reissues =>
                  void desk.change(({ id, version }) =>
                    api.call('chooseReissues', { params: { requestId: id }, body: { version, reissues } }),
                  )
                }
              />
            </div>
          )}
        </>
      )}
      <WaysOut />
    </>
  );
}
