/* The workspace's areas, `views/<area>/<area>.stories.tsx`, are listed in registry.tsx. */
export { storyNow, type Stories, type Story } from '../../ui/stories.ts';
