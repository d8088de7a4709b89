/**
 * Text that runs, or fetches, where somebody takes it for markup. Each leaves `globalThis.canaryRan` where it runs and
 * contacts the canary where it loads. `url(label)` gives an address of the canary.
 */
export function hostileMarkup(url: (label: string) => string): readonly string[] {
  const run = `globalThis.canaryRan=true;new Image().src='${url('ran')}'`;
  const quoted = run.replaceAll("'", '&#39;');
  return [
    `<script>${run}</script>`,
    `<script src="${url('script')}"></script>`,
    `<img src="${url('image')}" onerror="${quoted}" onload="${quoted}">`,
    `<img src=x onerror="${quoted}">`,
    `<img srcset="${url('srcset')} 2x">`,
    `<svg onload="${quoted}"><script>${run}</script><image href="${url('svg')}"/></svg>`,
    `<svg><style><img src=x onerror="${quoted}"></style></svg>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${quoted}&gt;">`,
    `<noscript><p title="</noscript><img src=x onerror=${quoted}>">`,
    `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=${quoted} src>">`,
    `<iframe srcdoc="&lt;script&gt;${quoted}&lt;/script&gt;"></iframe>`,
    `<iframe src="${url('frame')}"></iframe><object data="${url('object')}"></object><embed src="${url('embed')}">`,
    `<a href="javascript:${quoted}" ping="${url('ping')}">Bitte hier klicken</a>`,
    `<a href=" &#1;java&#x09;script:${quoted}">Bitte hier klicken</a>`,
    `<a href="data:text/html,<script>${quoted}</script>">Anlage</a>`,
    `<link rel="stylesheet" href="${url('stylesheet')}"><link rel="prefetch" href="${url('prefetch')}">`,
    `<link rel="dns-prefetch" href="${url('dns')}"><link rel="preconnect" href="${url('preconnect')}">`,
    `<style>@import url(${url('import')}); body { background: url(${url('background')}) }</style>`,
    `<p style="background-image: url(${url('style')}); position: fixed; inset: 0; z-index: 9999">Overlay</p>`,
    `<base href="${url('base')}/"><meta http-equiv="refresh" content="0;url=${url('refresh')}">`,
    `<form action="${url('form')}"><button autofocus onfocus="${quoted}">Senden</button></form>`,
    `<video src="${url('video')}" poster="${url('poster')}" autoplay onerror="${quoted}"></video>`,
    `<audio src="${url('audio')}" autoplay></audio><input type="image" src="${url('input')}">`,
    `<details open ontoggle="${quoted}"><summary>Mehr</summary></details>`,
    `<marquee onstart="${quoted}">Hinweis</marquee><body onload="${quoted}">`,
    `<template><script>${run}</script></template><xss-element onclick="${quoted}" autofocus tabindex=1>`,
    `"><img src=x onerror="${quoted}">`,
    `'-(${run})-'\${${run}}{{constructor.constructor("${run}")()}}`,
    `[Anlage](javascript:${encodeURIComponent(run)}) ![Bild](${url('markdown')}) <${url('autolink')}>`,
    `]]><script>${run}</script><!--<img src="--><img src=x onerror=${quoted}//">`,
  ];
}
