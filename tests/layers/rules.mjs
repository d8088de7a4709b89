/*
 * Who may import what (design: four worlds, four floors). Every rule has a fixture of its own name in `fixtures/`, a
 * small tree that breaks it and nothing else; the test next to this file fails where one is missing.
 */

const base = '^renderer/base/';
const contracts = '^(preload|renderer/(engine|call))/contract(/|\\.ts$)';
const ui = '^renderer/ui/';
const roots = '^(main/index|main/credentials/worker|preload/(workspace|engine|ring|call)|renderer/engine/(page|worker)|renderer/(call|ring|workspace)/index)\\.tsx?$';
const words = '^assets/locales/';
const packages = 'node_modules/';

/** @param {string} name @param {string} reason @param {object} from @param {object} to */
const never = (name, reason, from, to) => ({ name, comment: reason, severity: 'error', from, to });

/** A world sees itself, the ground it stands on, its words and packages (which have rules of their own). @param {string} name @param {string} folder @param {string[]} ground */
const world = (name, folder, ground) =>
  never(name, 'Worlds share no objects: they meet in the contracts.', { path: folder, pathNot: contracts }, {
    pathNot: [folder, contracts, base, ...ground, packages],
    dependencyTypesNot: ['core'],
    couldNotResolve: false,
  });

/** @param {string} name @param {string} which @param {string[]} where @param {string} reason */
const packageOnly = (name, which, where, reason) =>
  never(name, reason, { pathNot: where }, { path: `(^|${packages})${which}` });

const floors = [
  never('no-cycles', 'What needs each other is one idea, or needs a third.', {}, { circular: true }),
  never('roots-are-imported-by-nobody', 'A root composes; what it composes does not know it.', {}, { path: roots }),
  never('base-knows-nothing', 'Every world stands on it.', { path: base }, { pathNot: base }),
  never('contracts-are-data', 'A contract is plain data and schemas.', { path: contracts }, {
    pathNot: [contracts, base, `${packages}zod/`],
  }),
  never('viewmodels-know-no-views', 'A view is drawn from a model, never the other way round.', { path: '^renderer/workspace/viewmodels/' }, {
    path: '^renderer/workspace/(?!viewmodels/)',
  }),
  never('rooms-know-no-stage', 'The conference goes on whatever shows it.', { path: '^renderer/call/conference/' }, {
    path: '^renderer/call/stage/',
  }),
];

const worlds = [
  world('desktop-keeps-to-itself', '^main/', [words]),
  world('preload-keeps-to-itself', '^preload/', []),
  world('engine-keeps-to-itself', '^renderer/engine/', []),
  world('call-keeps-to-itself', '^renderer/call/', [ui]),
  world('ring-keeps-to-itself', '^renderer/ring/', [ui]),
  world('workspace-keeps-to-itself', '^renderer/workspace/', [ui]),
  world('interface-keeps-to-itself', ui, [words]),
];

const imports = [
  packageOnly('electron-only-in-desktop', 'electron/', ['^main/', '^preload/'], 'Pages have no Electron.'),
  never('node-only-in-desktop', 'Pages and sandboxed preloads have no Node.', { pathNot: '^main/' }, { dependencyTypes: ['core'] }),
  packageOnly('sdk-only-in-engine', '(matrix-js-sdk|@matrix-org)/', ['^renderer/engine/'], 'The others get plain data.'),
  packageOnly('jitsi-nowhere', 'lib-jitsi-meet', [], 'It comes from the deployment at call time.'),
  packageOnly('preact-only-in-interfaces', '(preact|@preact)/', ['^renderer/(workspace|ring|ui)/', '^renderer/call/(stage/|index\\.tsx$)'], 'Nothing else draws.'),
  packageOnly('icons-from-one-place', 'lucide-preact/', ['^renderer/ui/icons\\.ts$'], 'One list of icons.'),
  packageOnly('one-translator', 'i18next/', [ui], 'One place decides the language.'),
  packageOnly('one-sanitiser', 'dompurify/', ['^renderer/workspace/views/timeline/sanitise\\.ts$'], 'Foreign HTML passes one gate.'),
  packageOnly('one-link-finder', 'linkifyjs/', ['^renderer/workspace/views/timeline/links\\.ts$'], 'What is a link is decided once.'),
  packageOnly('one-virtual-list', '@tanstack/', ['^renderer/workspace/views/virtual/'], 'Every long list holds still the same way.'),
  packageOnly('markdown-only-in-send-queue', 'markdown-it/', ['^renderer/engine/send-queue/'], 'Markdown is a way of writing.'),
  packageOnly('sqlite-only-in-store', '@journeyapps/', ['^renderer/engine/store/'], 'All others speak to the store.'),
  packageOnly('keytar-only-in-its-process', '@github/keytar/', ['^main/credentials/worker\\.ts$'], 'A locked keyring blocks whoever calls it.'),
  packageOnly('schemas-only-at-borders', 'zod/', [contracts, '^main/', '^renderer/engine/'], 'Inside, the compiler knows.'),
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...floors, ...worlds, ...imports],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
