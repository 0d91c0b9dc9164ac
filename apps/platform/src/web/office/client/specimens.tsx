import { Button, Notice } from '@shubbak/design';
import { type ReactElement, useState } from 'react';
import { formatShortDate } from '../../../platform/messages/browser.ts';
import { ApiProblem } from '../../api/client/index.ts';
import type { SpecimensAnswer } from '../../api/contract/index.ts';
import { useOffice } from './office-context.ts';

type Specimen = SpecimensAnswer['specimens'][number];

/** A person's signature specimens beside the signature of today, for who may compare them: the person sees that they were looked at. */
export function Specimens({ personId }: { readonly personId: string }): ReactElement | null {
  const { t, api, office } = useOffice();
  const [specimens, setSpecimens] = useState<readonly Specimen[]>();
  const [failure, setFailure] = useState<string>();
  if (!office.permissions.includes('enrolment.read-specimen')) return null;
  const compare = async (): Promise<void> => {
    try {
      const answer = await api.call('readSpecimens', { params: { personId } });
      setSpecimens(answer.specimens);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(error.problem.detail);
    }
  };
  return (
    <div className="stack stack-tight" aria-live="polite">
      {!specimens && (
        <Button type="button" variant="quiet" icon="eye" onClick={() => void compare()}>
          {t('office.visit-compare')}
        </Button>
      )}
      {failure !== undefined && (
        <Notice state="attention" live="alert">
          <p>{failure}</p>
        </Notice>
      )}
      {specimens?.length === 0 && <p className="small muted">{t('office.visit-no-specimen')}</p>}
      {specimens && <SpecimenPictures specimens={specimens} />}
    </div>
  );
}

/** Specimens as they were drawn, and when they were taken. */
export function SpecimenPictures({ specimens }: { readonly specimens: readonly Specimen[] }): ReactElement {
  const { t } = useOffice();
  return (
    <>
      {specimens.map(({ id, position, takenAt, svg }) => (
        <div key={id} className="pad">
          <span
            className="pad-ink"
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture could not take the colour of the pen
            role="img"
            aria-label={t('office.visit-specimen-of', { number: position, date: formatShortDate(new Date(takenAt)) })}
            style={{ maskImage: `url("data:image/svg+xml,${encodeURIComponent(svg)}")` }}
          />
        </div>
      ))}
      {specimens[0] && (
        <p className="tiny faint">
          {t('office.visit-specimens-taken', {
            count: specimens.length,
            date: formatShortDate(new Date(specimens[0].takenAt)),
          })}
        </p>
      )}
    </>
  );
}
