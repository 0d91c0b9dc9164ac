import { Name, Tag } from '@shubbak/design';
import type { ReactElement } from 'react';
import { nameIn, type PersonId } from '../../../kernel/index.ts';
import { fullName, type MandateListed, type OrganisationFile } from '../../../modules/identity/index.ts';
import { formatDay } from '../../../platform/messages/index.ts';
import { sayFault } from '../../mandate-fault.ts';
import type { Speak } from '../page.tsx';

/** The organisation's name in the reader's script, its legal form behind. */
export function organisationName(
  { language }: Speak,
  organisation: Pick<OrganisationFile, 'name' | 'legalForm'>,
): string {
  return nameIn(language, fullName(organisation));
}

/** In which quality somebody acts. */
export function roleOf(t: Speak, { role, roleWords }: Pick<MandateListed, 'role' | 'roleWords'>): string {
  return roleWords ? nameIn(t.language, roleWords) : t(`mandates.role-${role}`);
}

/** A mandate: whose it is, what it covers, since when, and whether it stands. */
export function MandateLine(props: {
  readonly t: Speak;
  readonly mandate: MandateListed;
  readonly reader: PersonId;
}): ReactElement {
  const { t, mandate, reader } = props;
  const { fault, personId, parentId } = mandate;
  return (
    <div className="stack stack-tight">
      <p className="row">
        <b>
          <Name>{nameIn(t.language, mandate.representative)}</Name>
          {personId === reader && ` (${t('own-organisations.you')})`}
        </b>
        <span>{roleOf(t, mandate)}</span>
        {parentId !== null && <span className="muted">{t('own-organisations.delegated')}</span>}
        <Tag state={fault ? 'stop' : 'ok'}>
          {t(fault ? 'own-organisations.state-over' : 'own-organisations.state-active')}
        </Tag>
      </p>
      <p className="small muted">
        {scopeOf(t, mandate)} · {spanOf(t, mandate)}
        {fault && (
          <>
            <br />
            {sayFault(t, fault)}
          </>
        )}
      </p>
    </div>
  );
}

function scopeOf(t: Speak, { natures, most, joint }: MandateListed): string {
  const which =
    natures === 'all'
      ? t('own-organisations.natures-all')
      : t('own-organisations.natures-some', { count: natures.length });
  const limit = most === null ? [] : [t('own-organisations.up-to', { most: Math.floor(most / 100) })];
  const together = joint
    ? t('own-organisations.together', { group: joint.name, needed: joint.needed })
    : t('own-organisations.alone');
  return [which, ...limit, together].join(' · ');
}

function spanOf(t: Speak, { startsOn, endsOn }: MandateListed): string {
  const from = formatDay(t.language, startsOn);
  return endsOn === null
    ? t('own-organisations.since', { from })
    : t('own-organisations.span', { from, until: formatDay(t.language, endsOn) });
}
