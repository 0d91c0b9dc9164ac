import { Button, Notice } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import { ApiProblem } from '../../../api/client/index.ts';
import { useOffice } from '../office-context.ts';

/** After somebody was enrolled: whether other files look like theirs, by number, name or contact, and the way to propose a merge. */
export function AlikeNotice({ personId }: { readonly personId: string }): ReactElement | null {
  const { t, api, office, go } = useOffice();
  const [count, setCount] = useState(0);
  const may = office.permissions.includes('identity.propose-merge');
  useEffect(() => {
    if (!may) return undefined;
    let left = false;
    api.call('findDuplicates', { params: { personId } }).then(
      found => {
        if (!left) setCount(found.candidates.length + found.elsewhere.length);
      },
      (error: unknown) => {
        // The visit is kept all the same: the screen of duplicates finds them again.
        if (!(error instanceof ApiProblem)) throw error;
      },
    );
    return () => {
      left = true;
    };
  }, [api, may, personId]);
  if (count === 0) return null;
  return (
    <Notice state="attention" live="status" title={t('merges.alike', { count })}>
      <p>{t('merges.alike-text')}</p>
      <Button type="button" variant="secondary" icon="users" onClick={() => go('/office/merging')}>
        {t('merges.title')}
      </Button>
    </Notice>
  );
}
