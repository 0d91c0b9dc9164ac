import { useEffect, useState } from 'react';
import type { OrganisationTermsView } from '../../../api/contract/index.ts';
import { useOffice } from '../office-context.ts';

/** The words that forms about organisations offer; undefined until they are there. */
export function useTerms(): OrganisationTermsView | undefined {
  const { api } = useOffice();
  const [terms, setTerms] = useState<OrganisationTermsView>();
  useEffect(() => {
    let wanted = true;
    void api.call('organisationTerms', {}).then(found => wanted && setTerms(found));
    return () => {
      wanted = false;
    };
  }, [api]);
  return terms;
}
