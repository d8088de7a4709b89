import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { root } from '../lib/paths.mjs';
import { compilerWorlds } from './worlds.mjs';

/** Types catch most; lint holds what they cannot. Who may import what is dependency-cruiser's (`tests/layers`). */
export default defineConfig(
  { ignores: ['dist/', '.runtime/', 'test-results/', 'tests/layers/fixtures/', '**/*.cjs', 'scripts/setup/default_app/'] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { 'max-lines': ['error', 400], eqeqeq: ['error', 'smart'] },
  },
  { files: ['**/*.mjs'], extends: [tseslint.configs.recommended] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: compilerWorlds, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-confusing-void-expression': 'off', // `() => set.add(x)` is how listeners read
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/require-await': 'off', // async says that errors come as rejections
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true, allowNullish: true }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off', // `all<Row>(sql)` says what comes back
      '@typescript-eslint/unbound-method': 'off', // closures, not classes: nothing here has a `this`
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
);
