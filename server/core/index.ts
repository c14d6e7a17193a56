export * from './entropy';
export * from './json';
export * from './problem';
export * from './profile';
export * from './prompt';
export * from './reply';
export * from './surface';
export * from './turn';
