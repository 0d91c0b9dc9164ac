import { Name } from '@shubbak/design';
import type { ReactElement } from 'react';
import { nameIn, type PersonName } from '../kernel/index.ts';
import type { PublicAct } from '../modules/acts/index.ts';
import type { SignatoryCapacity } from '../modules/sealing/index.ts';
import { type CapacitySpeaker, sayCapacity } from './capacity.ts';

/** As what an act names people: whoever signed, showed the original, or asked in vain; `verification.…` says it. */
export const concernedBy = {
  legalisation: 'signatories',
  'certified-copy': 'holders',
  reissue: 'holders',
  refusal: 'applicants',
} as const satisfies Record<PublicAct['kind'], string>;

/** Names of signatories, each held in its own direction, with whom they signed for. */
export function SignatoryNames(props: {
  readonly t: CapacitySpeaker;
  readonly names: readonly PersonName[];
  readonly capacities: readonly (SignatoryCapacity | null)[] | undefined;
}): ReactElement {
  const { t, names, capacities } = props;
  return (
    <>
      {names.map((name, index) => {
        const capacity = capacities?.[index];
        return (
          // oxlint-disable-next-line react/no-array-index-key -- masked names may be equal; the list never changes
          <span key={index}>
            {index > 0 && (capacity || capacities?.[index - 1] ? <br /> : t.language === 'ar' ? '، ' : ', ')}
            <Name>{nameIn(t.language, name)}</Name>
            {capacity && <Capacity t={t} capacity={capacity} />}
          </span>
        );
      })}
    </>
  );
}

function Capacity({
  t,
  capacity,
}: {
  readonly t: CapacitySpeaker;
  readonly capacity: SignatoryCapacity;
}): ReactElement {
  const { line, register } = sayCapacity(t, capacity);
  return (
    <>
      {t.language === 'ar' ? '، ' : ', '}
      <bdi>{line}</bdi>
      {register !== null && (
        <>
          {t.language === 'ar' ? '، ' : ', '}
          <bdi>{register}</bdi>
        </>
      )}
    </>
  );
}
