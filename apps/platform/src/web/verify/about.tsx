import type { ReactElement } from 'react';
import type { VerifyTranslator } from './found.tsx';

const subjects = ['code', 'key', 'file', 'limits', 'privacy'] as const;

/** How a paper is verified, for who wants to know before trusting the answer. */
export function AboutPage({ t }: { readonly t: VerifyTranslator }): ReactElement {
  return (
    <div className="stack stack-loose">
      <h1>{t('verification.about-title')}</h1>
      {subjects.map(subject => (
        <section key={subject} className="stack stack-tight">
          <h2>{t(`verification.about-${subject}`)}</h2>
          <p>{t(`verification.about-${subject}-text`)}</p>
        </section>
      ))}
    </div>
  );
}
