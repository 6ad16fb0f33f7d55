export declare function isStale(folder?: string): boolean;
export declare function buildWhenStale(): Promise<boolean>;
