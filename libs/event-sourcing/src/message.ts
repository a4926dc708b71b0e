export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
export type JsonObject = Readonly<Record<string, Json | undefined>>;

/** A named message whose data survives a round trip through JSON. */
export type Message<Type extends string = string, Data extends object = JsonObject> = Readonly<{
  type: Type;
  data: Readonly<Data>;
}>;

/** Turns a glossary of names and their data into the union of messages it describes. */
export type MessagesOf<Glossary extends Record<keyof Glossary, object>> = {
  [Name in keyof Glossary & string]: Message<Name, Glossary[Name]>;
}[keyof Glossary & string];

/** The one message of a union that carries this name. */
export type Named<M extends Message<string, object>, Name extends M['type']> = Extract<
  M,
  { type: Name }
>;

/** What the kernel asks of a message: a name and plain data. The glossaries say the rest. */
export type AnyMessage = Message<string, object>;
