import { type ReactElement, useEffect, useState } from 'react';
import { useOffice } from '../../office-context.ts';

/** A page of a request of another office. It is asked for with the code in the body, so that no address holds it. */
export function PartPage(props: {
  readonly code: string;
  readonly page: number;
  readonly width: number;
}): ReactElement | null {
  const { code, page, width } = props;
  const { t, api, office } = useOffice();
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let wanted = true;
    void api.call('awaitedPage', { body: { code, officeId: office.id, page, width } }).then(picture => {
      if (!wanted) return undefined;
      made = URL.createObjectURL(picture);
      setAddress(made);
      return undefined;
    });
    return () => {
      wanted = false;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [api, office.id, code, page, width]);
  return (
    <div className="citizen-page">
      {address !== undefined && (
        <img className="paper-picture" src={address} alt={t('signatories.page', { page: page + 1 })} />
      )}
    </div>
  );
}
