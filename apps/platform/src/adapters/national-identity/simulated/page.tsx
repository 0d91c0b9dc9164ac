import { Button, Card, Choices, Notice, TextInput } from '@shubbak/design';
import { stylesheet } from '@shubbak/design/stylesheet';
import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { simulatedLevels, type SimulatedPerson } from './people.ts';
import { texts } from './texts.ts';

type Language = keyof typeof texts;

/** The page where one chooses whom to be. */
export interface LoginPage {
  readonly language: Language;
  readonly uid: string;
  readonly people: readonly SimulatedPerson[];
  /** Host of the site that asks. */
  readonly client: string;
}

/** SIMULATED: the provider's sign-in page, as HTML. */
export function loginPage(page: LoginPage): string {
  return document(page.language, <Login {...page} />);
}

/** SIMULATED: what the provider says when a step cannot go on. */
export function errorPage(language: Language): string {
  const t = texts[language];
  return document(
    language,
    <>
      <h1>{t.errorTitle}</h1>
      <p className="lead">{t.error}</p>
    </>,
  );
}

const sheet = stylesheet(['tokens', 'type', 'base', 'layout', 'button', 'state', 'form', 'surface']);
/** Another house's colour of ribbon, so that nobody takes its page for ours. */
const own = '.simulation{background:#6b2d5c;color:#fff;padding:.6rem 1rem;text-align:center;font-weight:600}';

function document(language: Language, body: ReactNode): string {
  const t = texts[language];
  const html = renderToStaticMarkup(
    <html lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{t.title}</title>
        {/* oxlint-disable-next-line react/no-danger -- our own sheet */}
        <style dangerouslySetInnerHTML={{ __html: sheet + own }} />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header className="simulation">{t.title}</header>
        <main className="wrap wrap-narrow page">
          <div className="stack stack-loose">
            <Notice state="attention" title={t.simulated}>
              <p>{t.simulatedLine}</p>
            </Notice>
            {body}
          </div>
        </main>
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}

function Login({ language, uid, people, client }: LoginPage): ReactElement {
  const t = texts[language];
  const named = people.map(person => ({
    value: person.documentNumber,
    label: language === 'ar' ? person.name.arabic : person.name.latin,
    hint: person.note[language],
  }));
  const levels = simulatedLevels.map((value, index) => ({ value, label: t.levels[index] ?? '' }));
  return (
    <>
      <h1>{t.lead(client)}</h1>
      <p>{t.handedOver}</p>
      <form className="stack stack-loose" method="post" action={`/interaction/${uid}`}>
        <Choices
          id="person"
          name="person"
          legend={t.who}
          choices={[...named, { value: 'other', label: t.other, hint: t.otherHint }]}
          chosen={[people[0]?.documentNumber ?? 'other']}
        />
        <Card>
          <div className="stack">
            <h2>{t.otherTitle}</h2>
            <TextInput id="documentNumber" name="documentNumber" label={t.documentNumber} code maxLength={20} />
            <TextInput id="arabic" name="arabic" label={t.arabic} lang="ar" dir="rtl" maxLength={120} />
            <TextInput id="latin" name="latin" label={t.latin} lang="fr" dir="ltr" maxLength={120} />
            <TextInput id="birthDate" name="birthDate" label={t.birthDate} type="date" />
          </div>
        </Card>
        <Choices id="level" name="level" legend={t.level} choices={levels} chosen={[simulatedLevels[2]]} />
        <Button variant="primary" big wideOnPhone>
          {t.signIn}
        </Button>
        <Button variant="quiet" name="cancel" value="1" formNoValidate>
          {t.cancel}
        </Button>
      </form>
    </>
  );
}
