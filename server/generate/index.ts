export { measure } from './count/count';
