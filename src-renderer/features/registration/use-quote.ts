import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RegistrationForm } from '#shared/contract/registration.ts';
import { core } from '../../host/core.ts';

/** How long after a change it is asked again, in ms. */
const PAUSE = 250;

/** What a form comes to, and what is wrong with it: of the form as it was a moment ago. Nothing of it is kept, as a password is in it. */
export function useQuote(draft: string, form: RegistrationForm) {
  const [asked] = useDebouncedValue(form, PAUSE);
  const { data, isPlaceholderData } = useQuery({
    ...core.registration.quote.queryOptions({ input: { draft, form: asked } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  /** Whether what is said of problems is about what stands in the form now. */
  const isCurrent = asked === form && !isPlaceholderData;
  return { quote: data, isCurrent };
}
