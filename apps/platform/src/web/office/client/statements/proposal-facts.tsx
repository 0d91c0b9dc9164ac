import { type Fact, Facts, Hash, Name, Num } from '@shubbak/design';
import { type ReactElement, useEffect, useState } from 'react';
import { formatMinute } from '../../../../platform/messages/browser.ts';
import type { ProposalView } from '../../../api/contract/index.ts';
import { textIn, useOffice } from '../office-context.ts';
import { fingerprintOf, type Said, readSaid } from './said.ts';

/** What a proposal's bytes say, read from those bytes, and their fingerprint as this device computes it. */
export function ProposalFacts({ proposal }: { readonly proposal: ProposalView }): ReactElement {
  const { t, language } = useOffice();
  const said = readSaid(proposal.body);
  const span = [said.validFrom, said.validUntil].map(instant => formatMinute(language, new Date(instant)));
  const facts: Fact[] = [
    ...useDelegationFacts(said, proposal),
    { label: t('statements.from'), value: span[0] },
    { label: t('statements.until'), value: span[1] },
    ...(said.certificate === undefined
      ? []
      : [{ label: t('statements.certificate'), value: <Fingerprint base64={said.certificate} /> }]),
    { label: t('statements.bytes'), value: <Fingerprint base64={proposal.body} /> },
  ];
  return <Facts items={facts} />;
}

function useDelegationFacts(said: Said, { offices }: ProposalView): readonly Fact[] {
  const { t, language } = useOffice();
  const { reference, capacity, grantor, natures = [] } = said;
  if (!capacity || !grantor) return [];
  // An office that the bytes name and the list does not is not passed over in silence.
  const places = (said.offices ?? []).map(id => offices.find(office => office.id === id));
  return [
    { label: t('statements.reference'), value: <Num>{reference}</Num> },
    { label: t('statements.capacity'), value: <Name>{textIn(language, capacity)}</Name> },
    { label: t('statements.grantor'), value: <Name>{textIn(language, grantor)}</Name> },
    { label: t('statements.natures'), value: natures.map(nature => t(`statements.nature-${nature}`)).join(' · ') },
    {
      label: t('statements.offices'),
      value: places.map((office, index) => (
        <span key={office?.id ?? index} className="office-named">
          {office ? (
            <>
              <Num>{office.code}</Num> {textIn(language, office.name)}
            </>
          ) : (
            t('statements.office-unknown')
          )}
        </span>
      )),
    },
  ];
}

function Fingerprint({ base64 }: { readonly base64: string }): ReactElement {
  const [value, setValue] = useState('');
  useEffect(() => void fingerprintOf(base64).then(setValue), [base64]);
  return <Hash value={value} />;
}
