import { registerHooks } from 'node:module';

// node --import register.ts out/main/electron.js: runs the built desktop under Node, with a stand-in for `electron`.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
await import('./control.ts');
