export type { App, NamespaceState } from './app';
export { type ComposeContext, compose } from './compose-turns';
export { handle, type Outlet, type RouteTarget } from './handle';
export { createNamespaceState, type NamespaceParts } from './namespace-state';
export type { RouteMatch } from './request-context';
