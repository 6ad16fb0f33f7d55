import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/mantine.css';
import './theme/base.css';
import './messages/catalogue.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { paintEarly } from './theme/appearance.ts';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');

paintEarly();
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
