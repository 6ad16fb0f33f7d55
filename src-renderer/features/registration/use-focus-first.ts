import { type RefObject, useEffect } from 'react';

const FIELDS = 'input:not([type="hidden"], :disabled), textarea:not(:disabled)';

/** The radio that is chosen stands for its list. */
function firstField(form: HTMLElement): HTMLElement | null {
  const first = form.querySelector<HTMLElement>('[data-first]') ?? form.querySelector<HTMLElement>(FIELDS);
  if (!(first instanceof HTMLInputElement) || first.type !== 'radio') return first;
  return form.querySelector<HTMLElement>(`input[name="${CSS.escape(first.name)}"]:checked`) ?? first;
}

/** The first field of a step has the focus when it is come to; after a refusal the first one that is wrong. */
export function useFocusFirst(
  form: RefObject<HTMLFormElement | null>,
  step: number,
  refusals: number,
  isThere: boolean,
): void {
  useEffect(() => {
    const place = form.current;
    if (place === null) return;
    // The last step has no field: there is only the button to press.
    const field = firstField(place) ?? place.closest('div')?.parentElement?.querySelector<HTMLElement>('[data-first]');
    field?.focus();
  }, [form, step, isThere]);
  useEffect(() => {
    if (refusals === 0) return;
    const place = form.current;
    const wrong = place?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? (place && firstField(place));
    wrong?.focus();
  }, [form, refusals]);
}
