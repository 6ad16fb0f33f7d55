import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RegistrationForm } from '#shared/contract/registration.ts';
import { client, core } from '../../host/core.ts';

/** How long after the last key a draft is kept, in ms: well within the second that may be lost. */
const PAUSE = 500;

interface Content {
  readonly id: string;
  readonly step: number;
  readonly form: RegistrationForm;
}

/** Keeps what is typed, a moment after each change and when the page is left; never before there is anything. */
export function useKeptDraft(content: Content, isWorth: boolean, keptAt: string | null) {
  const cache = useQueryClient();
  const [savedAt, setSavedAt] = useState(keptAt);
  const [failure, setFailure] = useState<unknown>(null);
  const waiting = useRef<Content | null>(null);
  // One after the other: what was typed last is what stays.
  const line = useRef<Promise<void>>(Promise.resolve());
  const isOver = useRef(false);

  const keep = useCallback((): void => {
    const next = waiting.current;
    waiting.current = null;
    if (next === null || isOver.current) return;
    line.current = line.current.then(async () => {
      if (isOver.current) return;
      try {
        const { savedAt: at } = await client.registration.keepDraft(next);
        setSavedAt(at);
        setFailure(null);
      } catch (error) {
        setFailure(error);
      }
    });
  }, []);

  const { id, step, form } = content;
  const first = useRef({ step, form });
  useEffect(() => {
    const isAsOpened = first.current.form === form && first.current.step === step;
    if (isAsOpened || !isWorth) return undefined;
    waiting.current = { id, step, form };
    const timer = setTimeout(keep, PAUSE);
    return () => clearTimeout(timer);
  }, [id, step, form, isWorth, keep]);

  useEffect(() => {
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
      void line.current.then(() => cache.invalidateQueries({ queryKey: core.registration.drafts.key() }));
    };
  }, [keep, cache]);

  /** Nothing more is kept: the draft was saved as a customer, or thrown away. What is under way has ended. */
  const end = useCallback((): Promise<void> => {
    isOver.current = true;
    return line.current;
  }, []);
  return { savedAt, failure, end };
}
