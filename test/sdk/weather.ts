/** Arguments of the weather tool, as JSON Schema. */
export const weatherSchema = {
  type: 'object' as const,
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

/** A question that the built-in replies answer with a call of the weather tool. */
export const weatherQuestion = '北京今天天气怎么样?';

/** The weather tool in the words of each surface. */
export const weatherTool = {
  chat: { type: 'function' as const, function: { name: 'get_weather', parameters: weatherSchema } },
  responses: { type: 'function' as const, name: 'get_weather', parameters: weatherSchema, strict: true },
  messages: { name: 'get_weather', input_schema: weatherSchema },
};
