import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readPageData } from './page-data.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(<App data={readPageData(document)} />);
