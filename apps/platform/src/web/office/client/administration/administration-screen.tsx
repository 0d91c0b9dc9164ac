import type { ReactElement } from 'react';
import { textIn, useOffice } from '../office-context.ts';
import type { OfficeKey } from '../page-data.ts';
import { TopBar } from '../top-bar.tsx';
import { Absences } from './absences.tsx';
import { Authorities } from './authorities.tsx';
import { CalendarPart } from './calendar.tsx';
import { History } from './history.tsx';
import { Limits } from './limits.tsx';
import { Movements } from './movements.tsx';
import { Offices } from './offices.tsx';
import { Proposals } from './proposals.tsx';
import { Rights } from './rights.tsx';
import { Roles } from './roles.tsx';
import { addressOf, placeIn, type Section, sections } from './sections.ts';
import { StaffFilePart } from './staff-file.tsx';
import { StaffList } from './staff-list.tsx';
import { TwoPeople } from './two-people.tsx';

/** What administrators of a commune manage without anybody's help: people, places, rights, hours. */
export function AdministrationScreen(): ReactElement {
  const { t, language, me } = useOffice();
  const { section, id } = placeIn(location.pathname);
  return (
    <>
      <TopBar task={t('administration.title')} commune={textIn(language, me.commune.name)} />
      <main id="main" className="page wrap administration">
        <SectionLinks current={section} />
        <div className="stack stack-loose">
          <div className="stack stack-tight">
            <h1>{t(`administration.section-${section}` satisfies OfficeKey)}</h1>
            <p className="lead">{t(`administration.about-${section}` satisfies OfficeKey)}</p>
          </div>
          {section === 'staff' && id !== undefined ? <StaffFilePart key={id} staffId={id} /> : parts[section]}
        </div>
      </main>
    </>
  );
}

const parts: Readonly<Record<Section, ReactElement>> = {
  staff: <StaffList />,
  movements: <Movements />,
  proposals: <Proposals />,
  roles: <Roles />,
  rights: <Rights />,
  offices: <Offices />,
  authorities: <Authorities />,
  absences: <Absences />,
  calendar: <CalendarPart />,
  limits: <Limits />,
  'two-people': <TwoPeople />,
  history: <History />,
};

function SectionLinks({ current }: { readonly current: Section }): ReactElement {
  const { t } = useOffice();
  return (
    <nav className="section-links" aria-label={t('administration.sections')}>
      <ul>
        {sections.map(section => (
          <li key={section}>
            <PartLink href={addressOf(section)} current={section === current}>
              {t(`administration.section-${section}` satisfies OfficeKey)}
            </PartLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PartLink(props: {
  readonly href: string;
  readonly current: boolean;
  readonly children: string;
}): ReactElement {
  const { go } = useOffice();
  return (
    <a
      href={props.href}
      aria-current={props.current ? 'page' : undefined}
      onClick={event => {
        event.preventDefault();
        go(props.href);
      }}
    >
      {props.children}
    </a>
  );
}
