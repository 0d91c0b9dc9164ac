import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

// Stands in for any server page: types, JSX, a fragment and props, on lines that the stack-trace test knows.
function Greeting({ name }: { readonly name: string }): ReactElement {
  return (
    <>
      <h1 lang="ar">{name}</h1>
    </>
  );
}

if (process.argv.includes('--throw')) throw new Error('line thirteen');
process.stdout.write(renderToStaticMarkup(<Greeting name="شباك" />));
