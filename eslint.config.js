import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

// Who may import whom: the compiler keeps Node and the DOM out of the folders that must not have them (tsconfig.json of
// each folder), this file keeps the folders out of each other.
const refuse = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns: patterns.map(([regex, message]) => ({ regex, message })) }],
});
const noElectron = [
  '^electron$',
  'Only electron.ts, preload.ts and platform/electron.ts may import electron: every other host runs without it.',
];
const noMain = ['(^#main/|/src-main/)', 'Only the contract joins the screens and the core.'];
const noRenderer = ['/src-renderer/', 'The core does not know its screens.'];
const noServer = ['/src-server/', 'The central server is a program of its own.'];
const noSimulator = ['/src-simulator/', 'The simulator stands in for a router: it is talked to over a socket.'];
const noOurs = [
  '^(?!node:|\\.{1,2}/(?!.*src-))',
  'The simulator shares nothing with us, so that no mistake is shared either.',
];
const noNode = ['^node:', 'The screens run in a browser.'];
const noInsideOfRadius = [
  '(^#radius/|/src-radius/)(?!index\\.ts$)',
  'The RADIUS client is reached only through its index.ts.',
];
const noForeignFeature = [
  '^(\\.\\./(?!index\\.)[^./][^/]*/(?!index\\.ts$)|.*/features/[^/]+/(?!index\\.ts$))',
  'A feature reaches another only through its index.ts.',
];

export default ts.config(
  { ignores: ['out', 'release', 'coverage', 'node_modules', 'test-results'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src-shared/**/*.ts'],
    rules: {
      ...refuse(
        ['^(?!zod$|@orpc/contract$|\\.{1,2}/|#shared/)', 'src-shared imports zod and itself, nothing else.'],
        noMain,
        noRenderer,
        noServer,
      ),
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is passed in.' },
        { object: 'Math', property: 'random', message: 'Ids are passed in.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is passed in.' },
      ],
    },
  },
  {
    // Two rules of the trade need a table that only a kept library has: phone numbers of the world, and edit distance.
    files: ['src-shared/domain/customer/phone.ts', 'src-shared/domain/import/suggest.ts'],
    rules: refuse(
      [
        '^(?!zod$|@orpc/contract$|libphonenumber-js|fastest-levenshtein$|\\.{1,2}/|#shared/)',
        'See docs/decisions on dependencies.',
      ],
      noMain,
      noRenderer,
      noServer,
    ),
  },
  { files: ['src-main/**/*.ts'], rules: refuse(noElectron, noRenderer, noServer, noSimulator) },
  { files: ['src-simulator/**/*.ts'], rules: refuse(noOurs) },
  { files: ['src-server/**/*.ts'], rules: refuse(noElectron, noMain, noRenderer, noSimulator, noInsideOfRadius) },
  {
    files: ['src-main/electron.ts', 'src-main/preload.ts', 'src-main/platform/electron.ts'],
    rules: refuse(noRenderer, noServer),
  },
  {
    files: ['src-main/features/**/*.ts'],
    rules: refuse(noElectron, noRenderer, noServer, noSimulator, noForeignFeature, noInsideOfRadius),
  },
  {
    files: ['src-main/{store,spreadsheet,platform}/**/*.ts'],
    ignores: ['src-main/platform/electron.ts'],
    rules: refuse(noElectron, noRenderer, noServer, ['/features/', 'This folder knows no feature.']),
  },
  {
    files: ['src-main/routeros/**/*.ts'],
    rules: refuse([
      '^(?!node:|\\./)',
      'The RouterOS client imports node: and itself: it could be a package of its own.',
    ]),
  },
  {
    // It could be a package of its own: the standard's words, and what Node has.
    files: ['src-radius/**/*.ts'],
    rules: refuse(['^(?!node:|\\./)', 'The RADIUS client imports node: modules and itself, nothing else.']),
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...refuse(noElectron, noMain, noServer, noNode, [
        '/features/[^/]+/(?!index\\.ts$)',
        'A feature is reached only through its index.ts.',
      ]),
    },
  },
  {
    files: ['src-renderer/features/**/*.{ts,tsx}'],
    rules: refuse(noElectron, noMain, noServer, noNode, noForeignFeature),
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    ...ts.configs.disableTypeChecked,
    languageOptions: {
      ...ts.configs.disableTypeChecked.languageOptions,
      globals: {
        performance: 'readonly',
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
