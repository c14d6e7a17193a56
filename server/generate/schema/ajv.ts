/** All that is taken of the validator of JSON Schema; loaded late, and so a file of its own in the bundle. */
export { Ajv } from 'ajv';
export { Ajv2020 } from 'ajv/dist/2020';
export { fullFormats } from 'ajv-formats/dist/formats';
