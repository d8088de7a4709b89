import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import type { DiscoveredServer, Environment } from '../../../../preload/contract.ts';
import type { FailurePlace } from '../../viewmodels/sign-in/failure-place.ts';
import type { Complaint, SignInModel } from '../../viewmodels/sign-in/sign-in.ts';
import { nothing, storyEnvironment, storyPolicyProblem } from '../story-data.ts';
import type { Stories, Story } from '../stories.ts';
import { SignInView } from './sign-in-view.tsx';

interface Scene {
  readonly given?: boolean;
  readonly server?: string;
  readonly found?: DiscoveredServer;
  readonly user?: string;
  readonly password?: string;
  readonly busy?: 'searching' | 'signing-in';
  readonly complaint?: readonly [place: FailurePlace, code: string];
  readonly empty?: FailurePlace;
  readonly wait?: number;
  readonly environment?: Partial<Environment>;
}

const found: DiscoveredServer = { serverName: 'land.example', baseUrl: 'https://matrix.land.example', via: [] };

const complaintsOf = ({ complaint, empty }: Scene): Partial<Record<FailurePlace, Complaint>> => ({
  ...(complaint && { [complaint[0]]: { kind: 'failure', failure: { code: complaint[1], detail: 'HTTP 502' } } }),
  ...(empty && { [empty]: { kind: 'empty' } }),
});

function draw(scene: Scene): VNode {
  const model: SignInModel = {
    server: signal(scene.server ?? (scene.given ? 'matrix.land.example' : '')),
    serverGiven: scene.given ?? false,
    found: signal(scene.found),
    user: signal(scene.user ?? ''),
    password: signal(scene.password ?? ''),
    busy: signal(scene.busy ?? 'no'),
    complaints: signal(complaintsOf(scene)),
    wait: signal(scene.wait),
    setServer: nothing,
    setUser: nothing,
    setPassword: nothing,
    search: nothing,
    change: signal(scene.given || !scene.found ? undefined : nothing),
    submit: nothing,
    dispose: nothing,
  };
  return <SignInView model={model} environment={{ ...storyEnvironment, ...scene.environment }} setLanguage={nothing} />;
}

const scene = (name: string, data: Scene, window?: Story['window']): Story => ({
  name,
  draw: () => draw(data),
  ...(window && { window }),
});

const filled = { found, user: 'miriam.brandt', password: '0123456789' } as const;

const serverFailures = [
  'invalid-server-name',
  'name-not-found',
  'not-a-matrix-server',
  'certificate-untrusted',
  'insecure-address',
  'redirected-too-often',
  'server-too-old',
  'unsupported-flow',
  'unreachable',
  'offline',
];

export const signInStories: Stories = {
  area: 'sign-in',
  stories: [
    scene('server', {}),
    scene('server-empty', { empty: 'server' }),
    scene('server-searching', { server: 'land.example', busy: 'searching' }),
    ...serverFailures.map((code) => scene(`server-${code}`, { server: 'land.exampel', complaint: ['server', code] })),
    scene('account', { found }),
    scene('account-via', { ...filled, found: { ...found, baseUrl: 'https://chat.rz.example', via: ['www.land.example', 'rz.example'] } }),
    scene('given', { given: true }),
    scene('given-searching', { given: true, busy: 'searching' }),
    scene('given-unreachable', { given: true, complaint: ['server', 'unreachable'] }),
    scene('policy-problem', { environment: { policyProblems: [storyPolicyProblem], testRuntime: true } }),
    scene('signing-in', { ...filled, busy: 'signing-in' }),
    scene('user-empty', { found, empty: 'user' }),
    scene('wrong-password', { ...filled, complaint: ['password', 'wrong-password'] }),
    scene('account-locked', { ...filled, complaint: ['user', 'account-locked'] }),
    scene('account-deactivated', { ...filled, complaint: ['user', 'account-deactivated'] }),
    scene('too-many-tries', { ...filled, complaint: ['form', 'too-many-tries'], wait: 42_000 }),
    scene('too-many-tries-over', { ...filled, complaint: ['form', 'too-many-tries'] }),
    scene('offline', { ...filled, complaint: ['form', 'offline'] }),
    scene('server-error', { ...filled, complaint: ['form', 'server-error'] }),
    scene('internal', { ...filled, complaint: ['form', 'internal'] }),
    scene('narrow', { given: true, user: 'miriam.brandt' }, 'narrow'),
    scene('medium', { ...filled, complaint: ['password', 'wrong-password'] }, 'medium'),
  ],
};
