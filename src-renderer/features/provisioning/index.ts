export { FailedJobs } from './failed-jobs.tsx';
export { JobsPage } from './jobs-page.tsx';
export { OnRouter } from './on-router.tsx';
export { jobSearchOf } from './place.ts';
