import { isJsonObject, type JsonObject, parseJson } from '../../../../core';
import type { StoredFile } from '../files/stored-file';

/** One line of an input file. */
export interface BatchLine {
  /** Its number, from 1. */
  readonly at: number;
  /** Undefined where it is no JSON object. */
  readonly request: JsonObject | undefined;
}

/** What a batch is asked to do. */
export interface BatchInput {
  readonly fileId: string;
  /** Undefined where there is no such file. */
  readonly file: StoredFile | undefined;
  readonly lines: readonly BatchLine[];
  /** The endpoint of all requests. */
  readonly endpoint: string;
  /** The model of the first request that names one. */
  readonly model: string | undefined;
  /** Does the service have a model of this name? */
  isServed(model: string): boolean;
}

/** The lines of a text; empty ones count, and say nothing. */
export const parseLines = (text: string): readonly BatchLine[] =>
  text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const value = parseJson(line);
    return [{ at: index + 1, request: isJsonObject(value) ? value : undefined }];
  });

/** The body of a request, where it has one. */
export const requestBody = (request: JsonObject): JsonObject | undefined =>
  isJsonObject(request['body']) ? request['body'] : undefined;
