// Rules for the scripts of the website. `make check` runs them.
//
// The scripts are classic ones, without imports, because browsers block modules in pages opened from disk.

import js from '@eslint/js';
import stylistic from '@stylistic/eslint-plugin';
import globals from 'globals';

const LANGUAGE = {
  'no-var': 'error',
  'prefer-const': ['error', { destructuring: 'all' }],
  'prefer-arrow-callback': 'error',
  'prefer-template': 'error',
  'prefer-spread': 'error',
  'prefer-rest-params': 'error',
  'object-shorthand': 'error',
  'arrow-body-style': 'error',
  'dot-notation': 'error',
  eqeqeq: 'error',
  strict: ['error', 'function'],
  curly: ['error', 'multi-line'],
  'array-callback-return': 'error',
  'consistent-return': 'error',
  'default-case-last': 'error',
  'logical-assignment-operators': 'error',
  'no-alert': 'error',
  'no-console': 'error',
  'no-else-return': 'error',
  'no-eval': 'error',
  'no-implicit-globals': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-shadow': ['error', { hoist: 'functions' }],
  'no-unneeded-ternary': 'error',
  'no-use-before-define': ['error', { functions: false, variables: false }],
  'no-useless-return': 'error',
};

const STYLE = {
  ...stylistic.configs.customize({
    indent: 2,
    quotes: 'single',
    semi: true,
    arrowParens: true,
    braceStyle: '1tbs',
    quoteProps: 'as-needed',
  }).rules,
  '@stylistic/max-len': ['error', { code: 120 }],
  '@stylistic/max-statements-per-line': 'off', // `(row) => { row.hidden = true; }` is one line
  '@stylistic/no-mixed-operators': 'off', // `a * b + c` needs no parentheses
};

export default [
  {
    files: ['**/*.js'],
    ignores: ['**/node_modules/**'],
    plugins: { '@stylistic': stylistic },
    languageOptions: { ecmaVersion: 2021, sourceType: 'script', globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: { ...js.configs.recommended.rules, ...LANGUAGE, ...STYLE },
  },
  {
    files: ['**/templates/offline/*.js'],
    // `offline.py` puts `OFFLINE` above the worker.
    languageOptions: { globals: { ...globals.serviceworker, OFFLINE: 'readonly' } },
  },
];
