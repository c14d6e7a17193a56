export { createEstate, type Furniture } from './estate';
export { exchange, type Outlet, type Target } from './exchange';
export type { Estate, Kit } from './kit';
export type { Leg } from './visit';
