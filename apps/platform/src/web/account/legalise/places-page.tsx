import { Button, LinkButton, Notice } from '@shubbak/design';
import type { ReactElement } from 'react';
import {
  boxAt,
  type DistanceOverview,
  type FieldBox,
  needsFields,
  ninePlaces,
  ownParty,
  placeless,
  placeOfBox,
  proposePlaceFor,
} from '../../../modules/legalisation/index.ts';
import type { Speak } from '../page.tsx';
import { pictureOf } from './document-page.tsx';
import { base, OneForm, QuestionPage } from './frame.tsx';

type Party = DistanceOverview['parties'][number];
type Page = NonNullable<DistanceOverview['document']>['pages'][number];

interface Props {
  readonly t: Speak;
  readonly file: DistanceOverview;
  readonly formToken: string;
  /** Whose place is asked, and on which page. */
  readonly party: Party;
  readonly page: Page;
  readonly error?: string | undefined;
  readonly said?: string | undefined;
}

/** Where one signatory signs: a page, and one of its nine places or, with the script, any place. */
export function PlacesPage(props: Props): ReactElement {
  const { t, file, party, error, said } = props;
  const own = party === ownParty(file);
  const title = own ? t('legalise.places-own') : t('legalise.places', { name: party.name });
  return (
    <QuestionPage
      t={t}
      question="places"
      back={backOf(props)}
      title={title}
      of={file.request}
      said={said}
      {...(error !== undefined && { errors: { [ninePlaces[0]]: error } })}
    >
      <p>{t('legalise.places-line')}</p>
      <Leaves {...props} />
      <Place {...props} />
      <Next {...props} />
    </QuestionPage>
  );
}

/** A PDF that arrived signed: nobody signs on its pages. */
export function NoPlacesPage({ t, file }: Pick<Props, 't' | 'file'>): ReactElement {
  const path = `${base}/${file.request.id}`;
  return (
    <QuestionPage
      t={t}
      question="places"
      back={`${path}/signatories`}
      title={t('legalise.places-none')}
      of={file.request}
    >
      <Notice state="info">
        <p>{t('legalise.signed-pdf')}</p>
      </Notice>
      <LinkButton variant="primary" big wideOnPhone href={`${path}/signature`}>
        {t('legalise.continue')}
      </LinkButton>
    </QuestionPage>
  );
}

/** The pages, the one that is shown marked, and on which the signatory signs already. */
function Leaves({ t, file, party, page }: Props): ReactElement | null {
  const pages = file.document?.pages ?? [];
  if (pages.length < 2) return null;
  return (
    <nav className="row" aria-label={t('legalise.pages')}>
      {pages.map((each, index) => {
        const signs = file.fields.some(field => field.partyId === party.id && field.pageId === each.id);
        return (
          <a
            key={each.id}
            className={each === page ? 'button button-primary' : 'button button-secondary'}
            href={addressOf(file, party, index + 1)}
            aria-current={each === page ? 'page' : undefined}
          >
            {t('legalise.page', { number: index + 1 })}
            {signs && ' ✓'}
          </a>
        );
      })}
    </nav>
  );
}

function Place({ t, file, party, page, formToken }: Props): ReactElement {
  const here = file.fields.filter(field => field.pageId === page.id);
  const mine = here.find(field => field.partyId === party.id);
  const others = here.filter(field => field !== mine);
  const chosen = mine ? placeOfBox(mine, page.mm) : proposePlaceFor(page.mm, others);
  const box = mine ?? boxAt(chosen, page.mm);
  const count = file.document?.pages.length ?? 0;
  return (
    <OneForm action={`${base}/${file.request.id}/places`} formToken={formToken}>
      <input type="hidden" name="party" value={party.id} />
      <input type="hidden" name="page" value={page.id} />
      <Drawing t={t} file={file} page={page} box={box} mine={mine !== undefined} others={others} />
      <input type="hidden" name="moved" value="" />
      <fieldset className="choices" id="nine">
        <legend>{t('legalise.nine')}</legend>
        <div className="nine-places">
          {ninePlaces.map((place, index) => (
            <label key={place}>
              <input type="radio" name="place" id={place} value={place} defaultChecked={place === chosen} />
              <span>{t(`legalise.place-${ninePlaces[index] ?? place}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="row">
        <Button variant={mine ? 'secondary' : 'primary'} big={!mine} wideOnPhone>
          {t(mine ? 'legalise.place-move' : 'legalise.place-here')}
        </Button>
        {count > 1 && (
          <Button wideOnPhone name="every" value="yes">
            {t('legalise.place-every')}
          </Button>
        )}
        {mine && (
          <Button variant="quiet" wideOnPhone name="remove" value="yes">
            {t('legalise.place-remove')}
          </Button>
        )}
      </div>
    </OneForm>
  );
}

/** The page with its fields, in millimetres; the one that is asked for can be moved where the script runs. */
function Drawing(props: {
  readonly t: Speak;
  readonly file: DistanceOverview;
  readonly page: Page;
  readonly box: FieldBox;
  readonly mine: boolean;
  readonly others: readonly DistanceOverview['fields'][number][];
}): ReactElement {
  const { t, file, page, box, mine, others } = props;
  const { width, height } = page.mm;
  const nameOf = (id: string): string => file.parties.find(party => party.id === id)?.name ?? '';
  return (
    <div className="placing">
      <svg id="placing" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={t('legalise.placing')}>
        <image href={pictureOf(file, page, 1000)} width={width} height={height} preserveAspectRatio="none" />
        {others.map(field => (
          <g key={field.partyId} className="placing-other">
            <rect x={field.x} y={field.y} width={field.width} height={field.height} rx="1" />
            <text
              x={field.x + field.width / 2}
              y={field.y + field.height / 2}
              textAnchor="middle"
              dominantBaseline="middle"
            >
              {nameOf(field.partyId).slice(0, 24)}
            </text>
          </g>
        ))}
        <rect
          id="field"
          className={mine ? 'placing-field' : 'placing-field placing-proposed'}
          x={box.x}
          y={box.y}
          width={box.width}
          height={box.height}
          rx="1"
        />
      </svg>
      <p className="small muted" id="placing-hint" hidden>
        {t('legalise.placing-hint')}
      </p>
    </div>
  );
}

function Next({ t, file, party }: Props): ReactElement | null {
  const waiting = placeless(file);
  if (waiting.includes(party)) return null;
  const [next] = waiting;
  const href = next ? addressOf(file, next, file.document?.pages.length ?? 1) : `${base}/${file.request.id}/signature`;
  return (
    <LinkButton variant="primary" big wideOnPhone href={href}>
      {next ? t('legalise.places-next', { name: next.name }) : t('legalise.continue')}
    </LinkButton>
  );
}

/** The page that asks where somebody signs. */
export function addressOf(file: Pick<DistanceOverview, 'request'>, party: Pick<Party, 'id'>, page: number): string {
  return `${base}/${file.request.id}/places?who=${party.id}&page=${page}`;
}

function backOf({ file, party }: Props): string {
  const place = file.parties.indexOf(party);
  const before = file.parties[place - 1];
  return before && needsFields(file)
    ? addressOf(file, before, file.document?.pages.length ?? 1)
    : `${base}/${file.request.id}/signatories`;
}
