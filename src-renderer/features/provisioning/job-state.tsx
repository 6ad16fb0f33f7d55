import { useMessage } from '../../messages/use-message.ts';
import { type Glyph, Status, type Tone } from '../../ui/status.tsx';
import type { JobState } from './place.ts';

const LOOKS: Readonly<Record<JobState, readonly [Glyph, Tone]>> = {
  queued: ['dotted', 'idle'],
  applied: ['tick', 'good'],
  failed: ['square', 'bad'],
};

/** How far a job is. */
export function JobStateWord({ state }: { state: JobState }) {
  const say = useMessage();
  const [glyph, tone] = LOOKS[state];
  return (
    <Status glyph={glyph} tone={tone}>
      {say(`jobs.${state}`)}
    </Status>
  );
}
