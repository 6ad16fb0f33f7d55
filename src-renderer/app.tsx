import { createTheme, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from './host/core.ts';
import { router } from './routes.tsx';
import { appearanceManager } from './theme/appearance.ts';
import toastStyles from './ui/toast.module.css';

const theme = createTheme({
  components: {
    TextInput: { defaultProps: { size: 'xs' } },
    // In place and not at the end of the document, where they would stand outside of every landmark.
    Select: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md', withinPortal: false } } },
    Menu: { defaultProps: { shadow: 'md', withinPortal: false } },
    Textarea: { defaultProps: { size: 'xs' } },
  },
});

/** All that the pages stand in. Mantine writes no style elements: the page's policy forbids them, and theme/ has them as files. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={appearanceManager}
      defaultColorScheme="light"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <Notifications className={toastStyles.toasts ?? ''} position="bottom-right" limit={3} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
