import { Button } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import type { AwaitedPartView } from '../../../../api/contract/index.ts';
import { useOffice } from '../../office-context.ts';

/** The pages of a request that a code opened, one at a time, with where the person signs. */
export function PartPages(props: {
  readonly code: string;
  readonly part: AwaitedPartView;
  readonly width: number;
}): ReactElement {
  const { code, part, width } = props;
  const { t } = useOffice();
  const [page, setPage] = useState(0);
  const shown = part.pages[page];
  return (
    <>
      {shown && <PartPage code={code} page={page} width={width} shown={shown} />}
      {part.pages.length > 1 && (
        <div className="row">
          {part.pages.map((_, index) => (
            <Button
              // oxlint-disable-next-line react/no-array-index-key -- a page is its place
              key={index}
              type="button"
              variant={index === page ? 'secondary' : 'quiet'}
              aria-pressed={index === page}
              onClick={() => setPage(index)}
            >
              {t('signatories.page', { page: index + 1 })}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

/** A page as a picture. It is asked for with the code in the body, so that no address holds it. */
function PartPage(props: {
  readonly code: string;
  readonly page: number;
  readonly width: number;
  readonly shown: AwaitedPartView['pages'][number];
}): ReactElement {
  const { code, page, width, shown } = props;
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
  const { widthMm, heightMm, fields } = shown;
  return (
    <div className="citizen-page">
      {address !== undefined && (
        <svg
          className="paper-picture"
          viewBox={`0 0 ${widthMm} ${heightMm}`}
          role="img"
          aria-label={t('signatories.page', { page: page + 1 })}
        >
          <image href={address} width={widthMm} height={heightMm} preserveAspectRatio="none" />
          {fields.map(field => (
            <rect key={`${field.x}/${field.y}`} className="placing-proposed placing-field" rx="1" {...field} />
          ))}
        </svg>
      )}
    </div>
  );
}
