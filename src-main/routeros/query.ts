/** A question about rows; a router answers it before anything crosses the line. */
export type Query =
  | { readonly is: 'equals' | 'less' | 'more'; readonly field: string; readonly value: string }
  | { readonly is: 'has' | 'lacks'; readonly field: string }
  | { readonly is: 'and' | 'or'; readonly of: readonly [Query, ...Query[]] }
  | { readonly is: 'not'; readonly of: Query };

/** The words of a query in the order a router's stack wants them: operands first, then their operator. */
export function queryWords(query: Query): readonly string[] {
  switch (query.is) {
    case 'equals':
      return [`?${query.field}=${query.value}`];
    case 'less':
      return [`?<${query.field}=${query.value}`];
    case 'more':
      return [`?>${query.field}=${query.value}`];
    case 'has':
      return [`?${query.field}`];
    case 'lacks':
      return [`?-${query.field}`];
    case 'not':
      return [...queryWords(query.of), '?#!'];
    case 'and':
    case 'or': {
      const operator = query.is === 'and' ? '?#&' : '?#|';
      return query.of.flatMap((one, at) => [...queryWords(one), ...(at === 0 ? [] : [operator])]);
    }
  }
}
