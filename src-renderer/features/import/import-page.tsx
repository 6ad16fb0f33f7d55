import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Page } from '../../ui/page.tsx';
import { ForRole } from '../sign-in/index.ts';
import { Earlier } from './earlier.tsx';
import { FilePlace } from './file-place.tsx';
import styles from './import-page.module.css';
import { TemplateMenu } from './template-menu.tsx';
import { Unfinished } from './unfinished.tsx';

/** Where an import begins: a file, one that was not finished, and what was imported before. */
export function ImportPage() {
  const say = useMessage();
  return (
    <ForRole needs="import.open" title={say('import.title')}>
      <Begin />
    </ForRole>
  );
}

function Begin() {
  const say = useMessage();
  const unfinished = useQuery(core.import.unfinished.queryOptions({ staleTime: 0 }));
  const batches = useQuery(core.import.batches.queryOptions({ staleTime: 0 }));
  return (
    <Page title={say('import.title')} actions={<TemplateMenu />}>
      <div className={styles.page}>
        <FilePlace />
        <Unfinished query={unfinished} />
        <Earlier query={batches} />
      </div>
    </Page>
  );
}
