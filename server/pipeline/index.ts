export { type App, createNamespaceState, type NamespaceParts, type NamespaceState } from './app';
export { type ComposeContext, compose } from './compose-turns';
export { handle } from './handle';
export type { Outlet, RouteTarget } from './request-context';
